public import FederationCore
import Findings
import MatrixJSON
public import RoomEvents

/// Has invites signed by the servers of those who are invited.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#inviting-to-a-room>
public struct InviteExchange: Sendable {
    /// Who invites.
    public let participant: Participant

    /// Invites as `participant`.
    public init(as participant: Participant) {
        self.participant = participant
    }

    /// Gives an invite to the server of the invited user, which signs it.
    ///
    /// Rooms of versions 1 and 2 are told by the older form too, where the newer one is refused.
    ///
    /// - Parameters:
    ///   - invite: The invite, hashed and signed by the own server.
    ///   - server: The server of the invited user.
    ///   - roomState: What the invited user is told of the room: `m.room.create` and what names it.
    /// - Returns: The invite with both signatures.
    /// - Throws: ``ParticipationError``.
    public func send(
        _ invite: Event, to server: ServerName, roomState: [Event]
    ) async throws(ParticipationError) -> SignedInvite {
        var conversation = Conversation(participant, with: server)
        let parameters = [
            RequestParameter("roomId", "\(invite.roomID)"),
            RequestParameter("eventId", "\(invite.eventID)"),
        ]
        let state = JSONValue.array(roomState.map(\.document.root.value))
        let body: JSONObject = [
            "room_version": .string("\(invite.version)"), "event": invite.document.root.value,
            "invite_room_state": state,
        ]
        // The older form says no room version, so that it is for these two alone.
        let older =
            invite.version.rules.eventIDFormat == .serverChosen
            ? OlderForm(
                operation: "invite-v1", parameters: parameters,
                body: .json(invite.value(with: state)), followsAnyRefusal: true) : nil
        let reply = try await conversation.ask(
            "invite", parameters, body: .json(.object(body)), orOlder: older, as: .sendEvent)
        guard let returned = reply["event"], returned.kind == .object else {
            throw ParticipationError(
                server, at: .checkAnswer,
                .malformed("expected an object in 'event', found \(reply["event"].words)"))
        }
        return try await signed(invite, by: returned, &conversation)
    }

    private func signed(
        _ invite: Event, by element: JSONElement, _ conversation: inout Conversation
    ) async throws(ParticipationError) -> SignedInvite {
        var findings = FindingCollector()
        let server = conversation.server
        let event = await merged(invite, element, of: server, &findings)
        guard let event else {
            let failures = findings.failures(of: [.invite])
            conversation.note(.checkAnswer, "\(failures.count) failures", isDone: false)
            throw ParticipationError(
                server, at: .checkAnswer, .unusable(failures), findings: findings.sorted)
        }
        findings.pass([.invite])
        conversation.note(.checkAnswer, "signed by \(server)")
        return SignedInvite(
            event: event, server: server, findings: findings.sorted, steps: conversation.steps)
    }

    /// The invite with the signature of `server`; none where that did not sign it.
    private func merged(
        _ invite: Event, _ element: JSONElement, of server: ServerName,
        _ findings: inout FindingCollector
    ) async -> Event? {
        let returned: Event
        do {
            returned = try Event(parsing: Array(element.rawBytes), version: invite.version)
        } catch {
            findings.add(.invite, .fail, "'event' is \(error)")
            return nil
        }
        guard returned.eventID == invite.eventID,
            returned.source.contentHash == invite.source.contentHash
        else {
            findings.add(
                .invite, .fail, "another event comes back than the one that was sent",
                expected: "\(invite.eventID)", got: "\(returned.eventID)")
            return nil
        }
        let event = invite.adding(signaturesOf: returned)
        let check = SignatureCheck(keys: OwnKeys(participant))
        if let problem = await check.problem(of: event, signedBy: server) {
            findings.add(
                .invite, .fail, "the server of the invited user did not sign the invite",
                got: problem)
            return nil
        }
        return event
    }
}

extension Event {
    /// The event with what the older form of an invite has in `unsigned`.
    fileprivate func value(with state: JSONValue) -> JSONValue {
        guard case .object(var event) = document.root.value else { return document.root.value }
        var unsigned: JSONObject = [:]
        if case .object(let object)? = event["unsigned"] { unsigned = object }
        unsigned["invite_room_state"] = state
        event["unsigned"] = .object(unsigned)
        return .object(event)
    }
}
