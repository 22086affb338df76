import FederationCore

extension HTTPExchangeError {
    /// The task that waited was cancelled.
    static let cancelled = HTTPExchangeError(.cancelled, "the exchange was cancelled")
}
