import FederationCore

/// A membership that is asked for at one server after the other, until one helps.
struct MembershipRun {
    let participant: Participant
    let question: MembershipQuestion
    private(set) var steps: [ParticipationStep] = []
    private(set) var errors: [ParticipationError] = []

    init(_ participant: Participant, _ question: MembershipQuestion) {
        self.participant = participant
        self.question = question
    }

    /// The outcome at the first of `servers` that helps, and which one that is.
    mutating func first<Outcome>(
        of servers: [ServerName],
        _ attempt: (inout MembershipExchange) async throws(ParticipationError) -> Outcome
    ) async throws(MembershipError) -> (outcome: Outcome, server: ServerName) {
        for server in servers {
            var exchange = MembershipExchange(
                question: question, conversation: Conversation(participant, with: server))
            do {
                let outcome = try await attempt(&exchange)
                steps += exchange.conversation.steps
                return (outcome, server)
            } catch {
                steps += exchange.conversation.steps
                errors.append(error)
                // Who gave up asks nobody else.
                if Task.isCancelled { break }
            }
        }
        throw MembershipError(attempts: errors, steps: steps)
    }
}
