import FederationCore
import MatrixJSON
import RoomEvents

/// Signs the events of rooms whose policy server this is, and refuses those that its policy forbids.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
struct PolicySigner: Sendable {
    private let server: ServerName
    private let key: SigningKey
    private let refusedTypes: Set<ExactText>
    private let refusedSenders: [NamePattern]
    /// In lower case.
    private let refusedWords: [String]

    /// A policy server that goes by `policy`.
    init(_ policy: PolicyServerDescription, of server: VirtualServer) throws(SigningKeyError) {
        self.server = server.name
        key = try server.policyKey
        refusedTypes = Set(policy.refusedTypes.map(ExactText.init))
        refusedSenders = policy.refusedSenders.map(NamePattern.init)
        refusedWords = policy.refusedWords.map { $0.lowercased() }
    }

    /// Whether it is the policy server that a room names, with the key that it has.
    func isNamed(by policy: PolicyServer) -> Bool {
        policy.server == server && policy.key.bytes == key.publicKey.bytes
    }

    /// The answer: the signature of an event, filed under the server and its key.
    ///
    /// - Throws: A refusal, where the policy forbids the event.
    func sign(_ event: Event) throws(Refusal) -> JSONObject {
        if let reason = reasonAgainst(event) { throw Refusal(400, "M_FORBIDDEN", reason) }
        let signed: [UInt8]
        do {
            signed = try signEvent(
                event.document.bytes, version: event.version, as: server, with: key,
                keepsHash: true)
        } catch {
            throw Refusal(400, "M_BAD_JSON", "\(error)")
        }
        // What was just signed can be read.
        let document = try? JSONDocument(parsing: signed, numbers: .preserving)
        let signature = document?.root["signatures"]?[server.description]?[key.keyID.description]
        guard let text = signature?.string else {
            throw Refusal(500, "M_UNKNOWN", "the event cannot be signed")
        }
        return [server.description: [key.keyID.description: .string(text)]]
    }

    /// What the policy has against an event; nil where it may pass.
    private func reasonAgainst(_ event: Event) -> String? {
        // The room's choice of a policy server is no policy server's to judge.
        if event.type == "m.room.policy", event.stateKey?.isEmpty == true {
            return "no policy server is asked about the room's policy server"
        }
        if refusedTypes.contains(ExactText(event.type)) {
            return "events of the type '\(event.type)' are refused"
        }
        if refusedSenders.contains(where: { $0.fits(event.sender.description) }) {
            return "events of \(event.sender) are refused"
        }
        let texts = ["body", "formatted_body"].compactMap {
            event.content[$0]?.string?.lowercased()
        }
        if texts.contains(where: { text in refusedWords.contains { text.contains($0) } }) {
            return "the text has a word that is refused"
        }
        return nil
    }
}
