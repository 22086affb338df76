/// The value that a fault is set with.
public enum FaultValue: Sendable, Hashable, CustomStringConvertible {
    /// An integer.
    case integer(Int64)
    /// A text.
    case text(String)

    /// The integer, where it is one.
    public var integer: Int64? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    /// The text, where it is one.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The value as an error names it: a text says that it is one.
    var inWords: String {
        switch self {
        case .integer(let integer): String(integer)
        case .text(let text): "the text '\(text)'"
        }
    }

    /// The value as a file has it.
    public var description: String {
        switch self {
        case .integer(let integer): String(integer)
        case .text(let text): text
        }
    }
}

extension FaultValue: Decodable {
    /// Reads an integer, else a text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // What is no integer is a text.
        if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}
