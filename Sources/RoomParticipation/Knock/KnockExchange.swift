public import FederationCore
public import MatrixJSON
public import RoomEvents

/// Knocks at rooms.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#knocking-upon-a-room>
public struct KnockExchange: Sendable {
    /// Who knocks.
    public let participant: Participant
    /// What is looked at, at most.
    public let limits: ParticipationLimits

    /// Knocks as `participant`.
    public init(as participant: Participant, limits: ParticipationLimits = ParticipationLimits()) {
        self.participant = participant
        self.limits = limits
    }

    /// Knocks at a room through the first of `residents` that helps.
    ///
    /// - Parameters:
    ///   - roomID: The room.
    ///   - user: Who knocks, a user of the own server.
    ///   - residents: The servers that are asked, in order.
    ///   - versions: The room versions that are offered; those without knocking among them are not.
    ///   - content: What the content of the event has beside the membership, such as `reason`.
    /// - Returns: The knock, and what is told of the room.
    /// - Throws: ``MembershipError`` with the reason of each server.
    public func knock(
        at roomID: RoomID, as user: UserID, through residents: [ServerName],
        versions: [RoomVersion] = RoomVersion.all, content: JSONObject = [:]
    ) async throws(MembershipError) -> KnockedRoom {
        var run = MembershipRun(
            participant,
            MembershipQuestion(
                roomID: roomID, user: user, membership: "knock", content: content,
                versions: versions.filter(\.rules.knocking), operations: .knock))
        let (outcome, server) = try await run.first(of: residents) {
            (exchange) throws(ParticipationError) in
            try await knock(by: &exchange)
        }
        return KnockedRoom(
            event: outcome.event, roomState: outcome.state, resident: server,
            findings: outcome.findings.sorted, steps: run.steps, earlierErrors: run.errors)
    }

    private func knock(
        by exchange: inout MembershipExchange
    ) async throws(ParticipationError) -> KnockOutcome {
        let prepared = try await exchange.prepare()
        let reply = try await exchange.send(prepared.event)
        let elements: [JSONElement]
        do {
            elements = try reply.events("knock_room_state", limits: limits)
        } catch {
            throw exchange.fail(.checkAnswer, error, prepared.findings)
        }
        var audit = EventAudit(
            version: prepared.event.version, roomID: exchange.question.roomID,
            keys: OwnKeys(participant), limits: limits, findings: prepared.findings)
        let state = await audit.previewState(elements, named: "knock_room_state")
        exchange.conversation.note(.checkAnswer, "\(state.count) state events")
        return KnockOutcome(event: prepared.event, state: state, findings: audit.findings)
    }
}
