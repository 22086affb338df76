public import FederationCore
public import MatrixJSON
import RoomEvents

/// Leaves rooms, rejects invites, takes back knocks.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#leaving-rooms-rejecting-invites>
public struct LeaveExchange: Sendable {
    /// Who leaves.
    public let participant: Participant

    /// Leaves as `participant`.
    public init(as participant: Participant) {
        self.participant = participant
    }

    /// Leaves a room through the first of `residents` that helps.
    ///
    /// - Parameters:
    ///   - roomID: The room.
    ///   - user: Who leaves, a user of the own server.
    ///   - residents: The servers that are asked, in order.
    ///   - content: What the content of the event has beside the membership, such as `reason`.
    /// - Returns: The event, and what was done.
    /// - Throws: ``MembershipError`` with the reason of each server.
    public func leave(
        _ roomID: RoomID, as user: UserID, through residents: [ServerName],
        content: JSONObject = [:]
    ) async throws(MembershipError) -> LeftRoom {
        var run = MembershipRun(
            participant,
            MembershipQuestion(
                roomID: roomID, user: user, membership: "leave", content: content, versions: nil,
                operations: .leave))
        let (prepared, server) = try await run.first(of: residents) {
            (exchange) throws(ParticipationError) in
            let prepared = try await exchange.prepare()
            // The answer says nothing: `{}`.
            _ = try await exchange.send(prepared.event)
            return prepared
        }
        return LeftRoom(
            event: prepared.event, resident: server, findings: prepared.findings.sorted,
            steps: run.steps, earlierErrors: run.errors)
    }
}
