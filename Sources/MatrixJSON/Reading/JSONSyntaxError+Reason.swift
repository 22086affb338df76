extension JSONSyntaxError {
    /// What is wrong with a document.
    public enum Reason: Hashable, Sendable {
        /// There is nothing but white space.
        case empty
        /// The document is longer than a gibibyte.
        case tooLong
        /// The document begins with a byte order mark.
        case byteOrderMark
        /// Something follows the document.
        case trailingData
        /// Objects and arrays are nested deeper than 512.
        case tooDeep
        /// The document ends too early.
        case unexpectedEnd(expected: Expectation)
        /// A byte stands where it cannot.
        case unexpectedByte(UInt8, expected: Expectation)
        /// A comma stands before the end of an object or an array.
        case trailingComma
        /// A word that is none of `true`, `false` and `null`.
        case invalidLiteral

        /// A string has no closing quote.
        case unterminatedString
        /// A control character stands in a string as it is.
        case controlCharacter(UInt8)
        /// The bytes are not UTF-8: truncated, overlong, a surrogate, or beyond U+10FFFF.
        case invalidUTF8
        /// A backslash is followed by a byte that makes no escape.
        case invalidEscape
        /// A `\u` is not followed by four hexadecimal digits.
        case invalidUnicodeEscape
        /// An escaped surrogate has no partner.
        case loneSurrogate(UInt16)
        /// An object has the same key twice, compared after unescaping.
        case duplicateKey(String)

        /// A number begins with a zero that another digit follows.
        case leadingZero
        /// A number lacks a digit after its sign, its decimal point or its exponent.
        case missingDigit
        /// A number has a decimal point.
        case decimalPoint
        /// A number has an exponent.
        case exponent
        /// A number is `-0`.
        case negativeZero
        /// A number's exponent makes it a fraction.
        case fractionalExponent
        /// A number is beyond ±(2^53−1).
        case integerOutOfRange
    }
}

extension JSONSyntaxError.Reason: CustomStringConvertible {
    /// The reason in words, without the offset.
    public var description: String {
        switch self {
        case .empty: "the document is empty"
        case .tooLong: "the document is longer than \(JSONLimits.length) bytes"
        case .byteOrderMark: "a byte order mark is not allowed"
        case .trailingData: "something follows the document"
        case .tooDeep: "objects and arrays are nested deeper than \(JSONLimits.depth)"
        case .unexpectedEnd(let expected): "expected \(expected), found the end"
        case .unexpectedByte(let byte, let expected):
            "expected \(expected), found \(Self.name(of: byte))"
        case .trailingComma: "a comma before the end of an object or an array is not allowed"
        case .invalidLiteral: "expected true, false or null, found another word"
        case .unterminatedString: "the string has no closing quote"
        case .controlCharacter(let byte):
            "the control character \(Self.name(ofCodePoint: UInt16(byte))) is not escaped"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .invalidEscape: "the backslash does not begin an escape of JSON"
        case .invalidUnicodeEscape: "expected four hexadecimal digits after \\u"
        case .loneSurrogate(let unit):
            "the escaped surrogate \(Self.name(ofCodePoint: unit)) has no partner"
        case .duplicateKey(let key): "the key \(Self.quoted(key)) is there twice"
        case .leadingZero: "a number with a leading zero is not allowed"
        case .missingDigit: "the number lacks a digit after its sign, point or exponent"
        case .decimalPoint: "a number with a decimal point is not allowed"
        case .exponent: "a number with an exponent is not allowed"
        case .negativeZero: "negative zero is not allowed"
        case .fractionalExponent: "the number is not an integer"
        case .integerOutOfRange: "the integer is beyond ±9007199254740991"
        }
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Unicode.Scalar(byte))'"
        case 0x20: "a space"
        default: "the byte 0x" + hexadecimal(UInt16(byte), digits: 2)
        }
    }

    private static func name(ofCodePoint unit: UInt16) -> String {
        "U+" + hexadecimal(unit, digits: 4)
    }

    private static func hexadecimal(_ number: UInt16, digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The key as JSON writes it, shortened where it is long.
    private static func quoted(_ key: String) -> String {
        let limit = 64
        let shown = key.unicodeScalars.prefix(limit)
        var text = ""
        for scalar in shown {
            switch scalar.value {
            case 0x22, 0x5C: text += "\\\(scalar)"
            case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069:
                text += "\\u" + hexadecimal(UInt16(scalar.value), digits: 4).lowercased()
            default: text.unicodeScalars.append(scalar)
            }
        }
        let isShortened = shown.endIndex < key.unicodeScalars.endIndex
        return "\"\(text)\(isShortened ? "…" : "")\""
    }
}
