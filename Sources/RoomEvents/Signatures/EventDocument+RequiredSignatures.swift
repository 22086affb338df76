import FederationCore
import MatrixJSON

/// Who has to have signed an event.
public func requiredSignatures(
    of event: Event, policyServer: PolicyServer? = nil
) -> [RequiredSignature] {
    event.source.requiredSignatures(from: event.sender, policyServer: policyServer)
}

extension EventDocument {
    /// Who has to have signed the event, as far as its members say so.
    ///
    /// An invite that a third-party invite led to need not be signed by the server of its sender.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
    public func requiredSignatures(policyServer: PolicyServer? = nil) -> [RequiredSignature] {
        // Identifiers that are none are found by the violations of the format.
        let sender = document.root["sender"]?.string.flatMap { try? UserID(parsing: $0) }
        return requiredSignatures(from: sender, policyServer: policyServer)
    }

    /// Who has to have signed the event, whose sender was read before.
    func requiredSignatures(
        from sender: UserID?, policyServer: PolicyServer?
    ) -> [RequiredSignature] {
        let root = document.root
        var required: [RequiredSignature] = []
        if let sender, !isThirdPartyInvite {
            required.append(RequiredSignature(server: sender.serverName, reason: .sender))
        }
        if version.rules.eventIDFormat == .serverChosen, let server = eventID?.serverName,
            server != sender?.serverName
        {
            required.append(RequiredSignature(server: server, reason: .eventIDDomain))
        }
        if version.rules.restrictedJoins, isOfType("m.room.member"),
            let text = root["content"]?["join_authorised_via_users_server"]?.string,
            let user = try? UserID(parsing: text)
        {
            required.append(RequiredSignature(server: user.serverName, reason: .authorisingUser))
        }
        if let policyServer, !isPolicy {
            required.append(
                RequiredSignature(server: policyServer.server, reason: .policyServer))
        }
        return required
    }

    /// Whether the event is an invite that a third-party invite led to, which its sender's server need not
    /// have signed.
    public var isThirdPartyInvite: Bool {
        guard isOfType("m.room.member"), let content = document.root["content"],
            let membership = content["membership"]?.stringBytes
        else { return false }
        return membership.elementsEqual("invite".utf8)
            && content["third_party_invite"]?.kind == .object
    }

    /// Whether the event names the policy server itself, which that need not sign.
    private var isPolicy: Bool {
        isOfType("m.room.policy") && document.root["state_key"]?.stringBytes?.isEmpty == true
    }

    private func isOfType(_ type: String) -> Bool {
        document.root["type"]?.stringBytes?.elementsEqual(type.utf8) ?? false
    }
}
