/// Why a text is no `HOST:PORT:HOST2:PORT2`.
public enum ConnectOverrideError: Error, Hashable, CustomStringConvertible {
    /// Not four parts.
    case wrongPartCount(String, Int)
    /// A `[` without its `]`, or something else behind the `]` than a colon.
    case invalidBracket(String)
    /// What stands in brackets is no IPv6 address.
    case invalidAddress(String)
    /// A port that is no number from 1 to 65535.
    case invalidPort(String)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .wrongPartCount(let text, let count):
            "expected HOST:PORT:HOST2:PORT2, found \(count) \(count == 1 ? "part" : "parts") in "
                + "'\(text)'"
        case .invalidBracket(let text):
            "the brackets of '\(text)' do not hold an IPv6 address and nothing else"
        case .invalidAddress(let text): "'\(text)' is not an IPv6 address"
        case .invalidPort(let text): "the port '\(text)' is not a number from 1 to 65535"
        }
    }

    /// What can be done about it.
    public var hint: String? {
        switch self {
        case .wrongPartCount, .invalidBracket: "IPv6 addresses stand in brackets, as in '[::1]'"
        case .invalidAddress, .invalidPort: nil
        }
    }
}
