public import FederationCore

/// What came of one request that was sent many times.
public struct RequestRepetition: Sendable {
    /// Where it went; none where the first one had no answer from anywhere.
    public internal(set) var destination: Destination?
    /// How many times it was to be sent.
    public let requestedCount: Int
    /// How many of them were to be under way at once.
    public let parallelCount: Int
    /// The answers by their status and error code, in the order of these.
    public internal(set) var answers: [Answers] = []
    /// The ways in which there was no answer, the most frequent first.
    public internal(set) var failures: [Failures] = []
    /// How long each answer took, in milliseconds, the shortest first.
    public internal(set) var durations: [Double] = []
    /// How many answers came over a connection that was made for them.
    public internal(set) var connectionCount = 0
    /// How long everything took, in milliseconds.
    public internal(set) var milliseconds: Double = 0

    /// Answers that say the same.
    public struct Answers: Sendable, Hashable {
        /// The status.
        public var status: Int
        /// The error code of a refusal, where it gives one.
        public var errcode: String?
        /// Whether the server did what it was asked for.
        public var isSuccess: Bool
        /// How many there were.
        public var count: Int
    }

    /// Failures for the same reason.
    public struct Failures: Sendable, Hashable {
        /// The reason, in words.
        public var reason: String
        /// How many there were.
        public var count: Int
    }

    /// How many were sent.
    public var sentCount: Int { answers.reduce(0) { $0 + $1.count } + failedCount }

    /// How many had no answer.
    public var failedCount: Int { failures.reduce(0) { $0 + $1.count } }

    /// How many were answered with a refusal.
    public var refusedCount: Int { answers.reduce(0) { $0 + ($1.isSuccess ? 0 : $1.count) } }

    /// How many answers came in a second.
    public var answersPerSecond: Double {
        milliseconds > 0 ? Double(durations.count) / milliseconds * 1_000 : 0
    }

    /// The time that `share` (0 to 1) of the answers did not take longer than, in milliseconds; none without answers.
    public func duration(ofShare share: Double) -> Double? {
        guard !durations.isEmpty else { return nil }
        let rank = Int((share * Double(durations.count)).rounded(.up)) - 1
        return durations[min(max(rank, 0), durations.count - 1)]
    }
}
