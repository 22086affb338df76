extension DNSAnswer.Outcome: CustomStringConvertible {
    /// The outcome in words, such as `no such name`.
    public var description: String {
        switch self {
        case .found: "found"
        case .noData: "no such record"
        case .noSuchName: "no such name"
        case .serverFailure: "the name server could not answer"
        case .refused: "the name server would not answer"
        case .timedOut: "no answer in time"
        case .unreachable(let reason), .failed(let reason): reason
        }
    }

    /// What those who work with DNS call the outcome, such as `NXDOMAIN`.
    public var code: String? {
        switch self {
        case .found: "NOERROR"
        case .noData: "NODATA"
        case .noSuchName: "NXDOMAIN"
        case .serverFailure: "SERVFAIL"
        case .refused: "REFUSED"
        case .timedOut: "TIMEOUT"
        case .unreachable, .failed: nil
        }
    }

    /// Whether the name or the record is known not to exist; every other outcome but found is a failure.
    public var isAbsence: Bool { self == .noData || self == .noSuchName }
}
