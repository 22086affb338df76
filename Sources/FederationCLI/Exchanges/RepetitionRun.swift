import FederationClient
import FederationCore
import Rendering

/// Sends one request many times, and prints what came of it.
struct RepetitionRun {
    let context: CommandContext
    let output: ExchangeOutputOptions
    let network: NetworkOptions
    /// How much of an answer is taken.
    let limit: AnswerLimitOptions
    /// Who signs; none sends it unsigned.
    let identity: FederationIdentity?
    /// How many times.
    let count: Int
    /// How many at once.
    let parallel: Int

    /// Sends `request`.
    ///
    /// - Throws: ``CommandFailure`` where one of the answers is a refusal, or there is none.
    func perform(_ request: FederationRequest) async throws {
        var environment = try network.environment(context)
        environment.maximumBodyBytes = limit.maxBody
        let client = FederationClient(environment: environment)
        let (outcome, isExpired) = try await Deadline.run(network.deadline) {
            await client.repetition(
                of: request, signedBy: identity, count: count, parallel: parallel)
        }
        let repetition: RequestRepetition
        do {
            repetition = try outcome.get()
        } catch {
            throw isExpired ? Self.expired : CommandFailure(requestError: error)
        }
        let report = RepetitionReport(request, signedBy: identity, repetition)
        try ReportPrinter(options: output, context: context).show(
            .init(
                text: { _ in report.text }, lastLine: { report.summary }, json: { report.json }))
        // The report is the result: what ends the command is said beside it.
        guard let problem = Self.problem(repetition, of: request, isExpired: isExpired) else {
            return
        }
        context.report(problem)
        try context.finish(with: problem.status)
    }

    /// Why the command does not end with 0; none where every request was answered as it was meant to be.
    private static func problem(
        _ repetition: RequestRepetition, of request: FederationRequest, isExpired: Bool
    ) -> CommandFailure? {
        if repetition.refusedCount > 0 {
            return .findings(
                "\(request.destination) refused \(repetition.refusedCount) of"
                    + " \(repetition.sentCount) requests")
        }
        if isExpired { return expired }
        guard repetition.failedCount > 0 else { return nil }
        return .unreachable(
            "\(repetition.failedCount) of \(repetition.sentCount) requests had no answer")
    }

    private static let expired = CommandFailure.unreachable("the deadline came first")
}
