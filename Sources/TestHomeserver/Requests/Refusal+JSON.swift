import MatrixJSON

extension Refusal {
    /// The answer to a body that cannot be read: what is JSON elsewhere and not in Matrix is
    /// `M_BAD_JSON`, anything else `M_NOT_JSON`.
    init(body error: JSONSyntaxError) {
        let code =
            switch error.reason {
            case .loneSurrogate, .duplicateKey, .decimalPoint, .exponent, .negativeZero,
                .fractionalExponent, .integerOutOfRange:
                "M_BAD_JSON"
            default: "M_NOT_JSON"
            }
        self.init(400, code, "\(error)")
    }
}
