import FederationCore

extension Refusal {
    /// The answer to a request that is refused before it is whole.
    init(early refusal: EarlyRefusal) {
        switch refusal {
        case .bodyTooLarge(let limit):
            self.init(413, "M_TOO_LARGE", "the body is larger than \(limit) bytes")
        case .tooBusy:
            self.init(
                503, "M_UNKNOWN", "too much is being sent at the moment",
                headers: [HTTPHeader("Retry-After", "1")])
        case .tooSlow(let limit):
            self.init(408, "M_UNKNOWN", "the body did not come within \(limit)")
        case .unknownExpectation:
            self.init(417, "M_UNKNOWN", "only the expectation 100-continue is met")
        case .noSingleHost(let found):
            self.init(400, "M_UNKNOWN", "expected one Host header line, found \(found)")
        }
    }
}
