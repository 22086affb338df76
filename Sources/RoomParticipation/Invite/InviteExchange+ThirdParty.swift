public import FederationCore
import MatrixJSON

extension InviteExchange {
    /// Has a server that is in the room make an invite of an invite to an address.
    ///
    /// The invite itself comes the way that every invite comes.
    ///
    /// - Parameters:
    ///   - invite: The invite to an address.
    ///   - server: The server of the user who invited, or another one in the room.
    /// - Returns: What was done.
    /// - Throws: ``ParticipationError``.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#third-party-invites>
    @discardableResult
    public func exchange(
        _ invite: ThirdPartyInvite, at server: ServerName
    ) async throws(ParticipationError) -> [ParticipationStep] {
        var conversation = Conversation(participant, with: server)
        _ = try await conversation.ask(
            "exchange-third-party-invite", [RequestParameter("roomId", "\(invite.roomID)")],
            body: .json(.object(invite.body)), as: .sendEvent)
        return conversation.steps
    }
}
