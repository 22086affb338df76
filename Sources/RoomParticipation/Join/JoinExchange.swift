import FederationCore
import Findings
import MatrixJSON
import RoomEvents

/// Joins rooms: asks for a template, makes the event, hands it over, and verifies what comes back.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#joining-rooms>
public struct JoinExchange: Sendable {
    /// Who joins.
    public let participant: Participant
    /// What is looked at, at most.
    public let limits: ParticipationLimits

    /// Joins as `participant`.
    public init(as participant: Participant, limits: ParticipationLimits = ParticipationLimits()) {
        self.participant = participant
        self.limits = limits
    }

    /// Joins a room through the first of the servers that helps.
    ///
    /// What is wrong with single events of the answer is told in the findings, and those events are left out;
    /// an answer that makes no room of it is an error, and the next server is asked.
    ///
    /// - Throws: ``MembershipError`` with the reason of each server.
    public func join(_ request: JoinRequest) async throws(MembershipError) -> JoinedRoom {
        var run = MembershipRun(
            participant,
            MembershipQuestion(
                roomID: request.roomID, user: request.user, membership: "join",
                content: request.content, versions: request.versions, operations: .join))
        let (outcome, server) = try await run.first(of: request.residents) {
            (exchange) throws(ParticipationError) in
            try await join(request, by: &exchange)
        }
        return outcome.room(through: server, steps: run.steps, earlierErrors: run.errors)
    }

    private func join(
        _ request: JoinRequest, by exchange: inout MembershipExchange
    ) async throws(ParticipationError) -> JoinOutcome {
        let prepared = try await exchange.prepare()
        let omission = [RequestParameter("omit_members", "true")]
        let reply = try await exchange.send(
            prepared.event, with: request.omitsMembers ? omission : [])
        let answer: JoinAnswer
        do {
            answer = try JoinAnswer(reply, to: prepared, limits: limits)
        } catch {
            throw exchange.fail(.checkAnswer, error, prepared.findings)
        }
        var judge = JoinJudge(
            answer, asked: request, of: exchange.conversation.server,
            keys: OwnKeys(participant), limits: limits,
            findings: prepared.findings)
        let outcome = await judge.outcome()
        guard let outcome else {
            throw exchange.fail(
                .checkAnswer, .unusable(judge.failures), judge.audit.findings)
        }
        exchange.conversation.note(
            .checkAnswer,
            "\(outcome.state.count) state events, \(outcome.authChain.count) of the auth chain")
        return outcome
    }
}
