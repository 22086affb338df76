extension Refusal {
    /// The answer to a request that is refused before it is whole.
    init(early refusal: EarlyRefusal) {
        switch refusal {
        case .bodyTooLarge(let limit):
            self.init(413, "M_TOO_LARGE", "the body is larger than \(limit) bytes")
        case .tooSlow(let limit):
            self.init(408, "M_UNKNOWN", "the body did not come within \(limit)")
        case .unknownExpectation:
            self.init(417, "M_UNKNOWN", "only the expectation 100-continue is met")
        }
    }
}
