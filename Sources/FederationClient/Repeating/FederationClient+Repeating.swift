public import FederationCore
import ServerDiscovery

extension FederationClient {
    /// Sends one request `count` times, signed anew each time, and keeps the connections.
    ///
    /// The first one finds the address that answers, and the others go there, `parallel` of them under way at
    /// once, each sent once: neither a 429 nor a failure is followed by another attempt. Cancellation ends it early,
    /// with what came until then.
    ///
    /// - Throws: ``FederationRequestError`` where the first one has no answer.
    public func sendRepeatedly(
        _ request: FederationRequest, signedBy identity: FederationIdentity?, count: Int,
        parallel: Int
    ) async throws(FederationRequestError) -> RequestRepetition {
        var report = RequestRepetition(requestedCount: count, parallelCount: parallel)
        guard count > 0 else { return report }
        let tally = RepetitionTally(count: count - 1)
        // What is looked up for the first one is not counted.
        _ = await discover(request.destination)
        let start = environment.time.monotonicMilliseconds
        let first = try await firstAnswer(to: request, signedBy: identity)
        tally.count(first.response)
        let destination = first.destination
        report.destination = destination
        let signer = try signer(of: request, given: identity)
        // Whether it can be signed is known from the first one.
        await withTaskGroup { group in
            for _ in 0..<min(parallel, count - 1) {
                group.addTask {
                    while !Task.isCancelled, tally.takeTurn() {
                        await repeatOnce(request, to: destination, signedBy: signer, tally)
                    }
                }
            }
        }
        report.milliseconds = environment.time.monotonicMilliseconds - start
        tally.fill(&report)
        return report
    }

    private func repeatOnce(
        _ request: FederationRequest, to destination: Destination,
        signedBy signer: FederationIdentity?, _ tally: RepetitionTally
    ) async {
        guard let outgoing = try? prepare(request, for: destination, signedBy: signer) else {
            return
        }
        do throws(HTTPExchangeError) {
            tally.count(try await exchange(outgoing, with: destination))
        } catch {
            guard !Task.isCancelled else { return }
            tally.count(error)
        }
    }
}
