/// What the domain name system said, and who said it.
public struct DNSAnswer: Sendable, Hashable {
    /// What was asked.
    public var question: DNSQuestion
    /// How it ended.
    public var outcome: Outcome
    /// The records of the asked type, in the order in which they came.
    public var records: [DNSRecord]
    /// The names that aliases led through, from the asked name to the last; empty where there was no alias.
    public var aliases: [String]
    /// For how many seconds a "no" (no data, no such name) may be kept; none where the server did not say.
    public var absenceTimeToLive: UInt32?
    /// Who answered, or was asked in vain: an address with port, `/etc/hosts`, or none where it is not known.
    public var source: String?
    /// How long it took, in milliseconds.
    public var milliseconds: Double

    /// How a question ended.
    public enum Outcome: Sendable, Hashable {
        /// There are records of the asked type.
        case found
        /// The name exists and has no record of the type (NODATA).
        case noData
        /// The name does not exist (NXDOMAIN).
        case noSuchName
        /// The server could not answer (SERVFAIL).
        case serverFailure
        /// The server would not answer (REFUSED).
        case refused
        /// Nobody answered in time.
        case timedOut
        /// No name server could be asked from here; the reason says why.
        case unreachable(reason: String)
        /// The answer could not be read, or another failure; the reason says which.
        case failed(reason: String)

        /// The question was cancelled before there was an answer.
        public static let cancelled = Outcome.failed(reason: "no answer before the time was up")
    }

    /// An answer.
    public init(
        question: DNSQuestion, outcome: Outcome, records: [DNSRecord] = [], aliases: [String] = [],
        absenceTimeToLive: UInt32? = nil, source: String? = nil, milliseconds: Double = 0
    ) {
        self.question = question
        self.outcome = outcome
        self.records = records
        self.aliases = aliases
        self.absenceTimeToLive = absenceTimeToLive
        self.source = source
        self.milliseconds = milliseconds
    }
}
