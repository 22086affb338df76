/// Why a text names no name server.
public enum NameServerError: Error, Hashable, CustomStringConvertible {
    /// What stands before the port is no IP address.
    case notAnAddress(String)
    /// What stands behind the address is no port.
    case badPort(String, port: String)

    /// What was expected, and what was there.
    public var description: String {
        switch self {
        case .notAnAddress(let text):
            "a name server is an IP address with or without port, not '\(text)'"
        case .badPort(let text, let port):
            "the port '\(port)' of the name server '\(text)' is not a number from 1 to 65535"
        }
    }

    /// What to write instead.
    public var hint: String? { "write 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353" }
}
