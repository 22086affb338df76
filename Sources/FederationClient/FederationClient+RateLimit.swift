import FederationCore

extension FederationClient {
    /// `exchange`, or where its answer is 429 and asks for a wait that can be granted, the one after that wait.
    ///
    /// Whoever is asked to wait longer than the limit of a step gets the 429, and so does whoever is
    /// asked a second time.
    func obeyingRateLimit(_ exchange: FederationExchange) async -> FederationExchange {
        guard exchange.response.status == 429,
            let wait = exchange.refusal?.retryAfter?.delay(from: environment.time.now),
            wait <= environment.stepTimeout
        else { return exchange }
        do {
            try await Task.sleep(for: wait)
            let response = try await self.exchange(
                exchange.request, with: exchange.destination)
            var repeated = exchange
            repeated.response = response
            repeated.earlierAttempts.append(
                FederationAttempt(
                    destination: exchange.destination, outcome: .rateLimited(waited: wait)))
            return repeated
        } catch {
            // Cancelled, or the server is gone now: the 429 is still an answer, and the failure is told.
            var limited = exchange
            if let error = error as? HTTPExchangeError {
                limited.earlierAttempts.append(
                    FederationAttempt(
                        destination: exchange.destination, outcome: .failed(error)))
            }
            return limited
        }
    }
}
