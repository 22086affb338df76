extension PDUResult.Outcome {
    /// The outcome in words, as they stand beside a status.
    public var words: String {
        switch self {
        case .taken: "{} for the event"
        case .refused(let error): "an error for the event: \(error)"
        case .notMentioned: "no result for the event"
        }
    }
}
