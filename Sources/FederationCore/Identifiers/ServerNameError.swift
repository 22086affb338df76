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

    /// What was most likely meant by `text`, which is no server name; nothing where no usual mistake is
    /// recognised.
    public static func hint(for text: String) -> String? {
        func isName(_ candidate: Substring) -> Bool {
            (try? ServerName(parsing: String(candidate))) != nil
        }
        if let range = text.firstIndex(of: ":"), text[range...].hasPrefix("://") {
            let rest = text[range...].dropFirst(3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            return isName(rest)
                ? "give the name without the scheme and without a path: \(rest)"
                : "give the name without the scheme and without a path"
        }
        if let address = IPAddress(parsing: text), address.family == .v6 {
            return "write an IPv6 address in brackets: [\(text)]"
        }
        if let first = text.first, "@!#$+".contains(first), let colon = text.firstIndex(of: ":") {
            let rest = text[text.index(after: colon)...]
            return isName(rest)
                ? "this is an identifier; check '\(rest)', the part after its first colon"
                : "this is an identifier; the server name is the part after its first colon"
        }
        if let slash = text.firstIndex(of: "/"), isName(text[..<slash]) {
            return "give the name without a path: \(text[..<slash])"
        }
        return nil
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII, scalar.value > 32, scalar.value < 127 { return "'\(scalar)'" }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
