import FederationCore

extension HTTPExchangeError {
    /// The task that waited was cancelled.
    static let cancelled = HTTPExchangeError(.cancelled, "no answer before the time was up")
}
