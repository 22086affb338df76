import FederationClient
import FederationCore
import Rendering

/// Sends one request many times, and prints what came of it.
struct RepetitionRun {
    let setting: ExchangeSetting
    /// How many times.
    let count: Int
    /// How many at once.
    let parallel: Int

    /// Sends `request`.
    ///
    /// - Throws: ``CommandFailure`` where one of the answers is a refusal, or there is none.
    func perform(_ request: FederationRequest) async throws {
        let client = FederationClient(environment: try setting.environment())
        let identity = setting.identity
        let (outcome, isExpired) = try await Deadline.run(setting.network.deadline) {
            await client.repetition(
                of: request, signedBy: identity, count: count, parallel: parallel)
        }
        let repetition: RequestRepetition
        do {
            repetition = try outcome.get()
        } catch {
            throw isExpired ? ExchangeSetting.expired : CommandFailure(requestError: error)
        }
        let report = RepetitionReport(request, signedBy: identity, repetition)
        try setting.printer.show(
            .init(
                text: { _ in report.text }, lastLine: { report.summary }, json: { report.json }))
        // The report is the result: what ends the command is said beside it.
        guard let problem = Self.problem(repetition, of: request, isExpired: isExpired) else {
            return
        }
        setting.context.report(problem)
        try setting.context.finish(with: problem.status)
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
        if isExpired { return ExchangeSetting.expired }
        guard repetition.failedCount > 0 else { return nil }
        return .unreachable(
            "\(repetition.failedCount) of \(repetition.sentCount) requests had no answer")
    }
}
