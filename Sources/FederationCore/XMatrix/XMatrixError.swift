/// Why a text is no `X-Matrix` header, and where.
public struct XMatrixError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the start of the header value.
    public let offset: Int

    /// An error.
    public init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The mistakes that are recognised.
    public enum Reason: Sendable, Hashable {
        /// The scheme is another, or there is none.
        case wrongScheme(String)
        /// No space after the scheme.
        case noSpace
        /// No parameter name where one must be.
        case noName
        /// No `=` after a name.
        case noEquals(name: String)
        /// No value after a name.
        case noValue(name: String)
        /// A character that a value without quotes cannot have.
        case needsQuotes(UInt8, name: String)
        /// A quoted value that is never closed.
        case unclosedQuote(name: String)
        /// A control character in a quoted value.
        case controlCharacter(UInt8, name: String)
        /// No comma after a value.
        case noComma(name: String)
        /// A parameter that is there twice.
        case repeated(name: String)
        /// Parameters that must be there and are not.
        case missing([String])
        /// The origin is no server name.
        case invalidOrigin(ServerNameError)
        /// The destination is no server name.
        case invalidDestination(ServerNameError)
        /// The key is no key ID.
        case invalidKeyID(KeyIDError)
    }

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        "X-Matrix header, offset \(offset): \(reason)"
    }
}

extension XMatrixError.Reason: CustomStringConvertible {
    /// The mistake in words, without the place.
    public var description: String {
        switch self {
        case .wrongScheme(let scheme): "expected the scheme 'X-Matrix', found '\(scheme)'"
        case .noSpace: "expected a space after the scheme"
        case .noName: "expected the name of a parameter"
        case .noEquals(let name): "expected '=' after '\(name)'"
        case .noValue(let name): "the parameter '\(name)' has no value"
        case .needsQuotes(let byte, let name):
            "the value of '\(name)' holds \(byte.nameInErrors) and is not quoted"
        case .unclosedQuote(let name): "the quote of '\(name)' is never closed"
        case .controlCharacter(let byte, let name):
            "the value of '\(name)' holds \(byte.nameInErrors)"
        case .noComma(let name): "expected a comma after the value of '\(name)'"
        case .repeated(let name): "the parameter '\(name)' is there twice"
        case .missing(let names):
            "no " + names.map { "'\($0)'" }.joined(separator: ", no ")
        case .invalidOrigin(let error): "origin: \(error)"
        case .invalidDestination(let error): "destination: \(error)"
        case .invalidKeyID(let error): "key: \(error)"
        }
    }
}

extension UInt8 {
    /// The byte as an error names it: in quotes where it is a visible character, else as a number.
    var nameInErrors: String {
        if (0x21...0x7E).contains(self) { return "'\(Unicode.Scalar(self))'" }
        let digits = String(self, radix: 16, uppercase: true)
        return "the byte 0x" + (digits.utf8.count == 1 ? "0" : "") + digits
    }
}
