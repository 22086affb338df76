/// Why a text is no domain name.
enum DNSNameError: Error, Hashable, CustomStringConvertible {
    /// There is nothing before, between or after dots.
    case emptyLabel(String)
    /// A label has more than 63 bytes.
    case longLabel(String, length: Int)
    /// The name has more than 253 bytes.
    case tooLong(length: Int)
    /// A backslash is followed by nothing, or by a number above 255.
    case badEscape(String)

    var description: String {
        switch self {
        case .emptyLabel(let name): "'\(name)' is no domain name: a label is empty"
        case .longLabel(let name, let length):
            "'\(name)' is no domain name: a label has \(length) bytes, and 63 are the most"
        case .tooLong(let length): "the name has \(length) bytes, and 253 are the most in DNS"
        case .badEscape(let name): "'\(name)' is no domain name: an escape is broken"
        }
    }
}
