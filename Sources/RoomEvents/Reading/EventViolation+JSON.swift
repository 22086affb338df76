import MatrixJSON

extension EventViolation {
    /// What the mistake of a document is to an event.
    init(_ error: JSONSyntaxError) {
        self.init(
            kind: Kind(error.reason), path: "", words: "\(error)", offset: error.offset)
    }

    /// A number that must not be there.
    init(number: JSONElement, error: JSONSyntaxError, path: String) {
        let text = (number.numberText ?? "").prefix(40)
        self.init(
            kind: Kind(error.reason), path: path,
            words: "\(text): \(error.reason) since room version 6",
            offset: number.byteRange.lowerBound)
    }
}

extension EventViolation.Kind {
    init(_ reason: JSONSyntaxError.Reason) {
        switch reason {
        case .duplicateKey: self = .duplicateKey
        case .loneSurrogate: self = .loneSurrogate
        case .invalidUTF8: self = .invalidUTF8
        case .tooDeep: self = .tooDeep
        case .decimalPoint: self = .decimalPoint
        case .exponent, .fractionalExponent: self = .exponent
        case .negativeZero: self = .negativeZero
        case .integerOutOfRange: self = .integerOutOfRange
        default: self = .syntax
        }
    }
}
