import FederationCore
public import FoundationEssentials

/// How often something is tried, and how long is waited in between: each time twice as long.
public struct RetryPolicy: Sendable, Hashable {
    /// How often it is tried, at least once.
    public var attempts: Int
    /// The wait after the first failure.
    public var firstWait: Duration
    /// The longest wait; whoever asks for a longer one is not asked again.
    public var longestWait: Duration

    /// A policy.
    public init(
        attempts: Int = 6, firstWait: Duration = .seconds(1), longestWait: Duration = .seconds(3600)
    ) {
        self.attempts = attempts
        self.firstWait = firstWait
        self.longestWait = longestWait
    }

    /// How long is waited after the failure of an attempt, counted from 1; none where it is given up.
    ///
    /// What the server asks for is obeyed.
    ///
    /// - Parameters:
    ///   - attempt: The attempt.
    ///   - failure: Why it failed.
    ///   - now: The time.
    /// - Returns: The wait.
    public func wait(
        after attempt: Int, _ failure: ParticipationFailure, now: Date
    ) -> Duration? {
        guard attempt < attempts else { return nil }
        // Doubling ends long before it could overflow.
        let doubled = firstWait * (1 << min(attempt - 1, 30))
        let wait = min(doubled, longestWait)
        switch failure {
        case .noAnswer(.noAnswer), .noAnswer(.noDestination): return wait
        case .refused(let refusal, _) where refusal.isTemporary:
            let asked = refusal.retryAfter?.delay(from: now) ?? .zero
            return asked > longestWait ? nil : max(wait, asked)
        default: return nil
        }
    }
}

extension MatrixError {
    /// Whether the same request may go well later.
    fileprivate var isTemporary: Bool { status == 429 || status >= 500 }
}
