/// Why a text is no server name.
public enum ServerNameError: Error, Hashable, CustomStringConvertible {
    /// There is no text.
    case empty
    /// There is a port but no host.
    case noHost
    /// What stands after the colon is no port.
    case invalidPort(String)
    /// A `[` without its `]`.
    case unclosedBracket(String)
    /// Something stands between the `]` and the port.
    case invalidHost(String)
    /// What looks like an IP literal is none.
    case invalidAddress(String)
    /// A character that no host name has.
    case invalidCharacter(Unicode.Scalar, String)
    /// More than 255 bytes.
    case tooLong(Int)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .empty: "the server name is empty"
        case .noHost: "the server name has no host"
        case .invalidPort(let text): "the port '\(text)' is not a number from 0 to 65535"
        case .unclosedBracket(let text): "the '[' of '\(text)' is never closed"
        case .invalidHost(let text): "'\(text)' has something between ']' and the port"
        case .invalidAddress(let text): "'\(text)' is not an IP address"
        case .invalidCharacter(let scalar, let text):
            "the character \(Self.name(scalar)) is not allowed in the server name '\(text)'"
        case .tooLong(let count): "the host name has \(count) bytes, and 255 are allowed"
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII, scalar.value > 32, scalar.value < 127 { return "'\(scalar)'" }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
