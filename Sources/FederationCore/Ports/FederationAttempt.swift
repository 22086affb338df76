/// One try to have a request answered, before the one that the exchange tells of.
public struct FederationAttempt: Sendable, Hashable {
    /// The address.
    public var destination: Destination
    /// Why it was not the last one.
    public var outcome: Outcome

    /// Why an attempt was not the last one.
    public enum Outcome: Sendable, Hashable {
        /// There was no answer.
        case failed(HTTPExchangeError)
        /// The answer was 429, and the request was repeated after a wait.
        case rateLimited(waited: Duration)
    }

    /// An attempt.
    public init(destination: Destination, outcome: Outcome) {
        self.destination = destination
        self.outcome = outcome
    }
}
