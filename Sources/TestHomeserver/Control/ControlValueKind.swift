import FederationCore
import MatrixJSON

/// What a parameter of a control operation may be.
enum ControlValueKind: Sendable, Hashable, CustomStringConvertible {
    /// Any text.
    case text
    /// A whole number within a range.
    case integer(ClosedRange<Int64>)
    /// A number, with or without a decimal point.
    case number
    /// True or false.
    case boolean
    /// An object with whatever members.
    case object
    /// Any JSON.
    case json
    /// A list of texts; a single text will do.
    case texts
    /// A list of objects.
    case objects
    /// One of a few words.
    case word([String])
    /// A server name.
    case serverName
    /// A user ID.
    case userID
    /// A room ID.
    case roomID
    /// A room alias.
    case roomAlias
    /// An event ID.
    case eventID
    /// The name of an operation of the endpoint table.
    case endpoint

    /// A whole number from 0 on.
    static let count = ControlValueKind.integer(0 ... .max)

    /// A time that is waited, up to ten minutes.
    static let milliseconds = ControlValueKind.integer(0...600_000)

    /// The kind in words, as they follow `expected`.
    var description: String {
        switch self {
        case .text: "a text"
        case .integer(0 ... .max): "a whole number from 0 on"
        case .integer(1 ... .max): "a whole number from 1 on"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number: "a number"
        case .boolean: "true or false"
        case .object: "an object"
        case .json: "any JSON"
        case .texts: "a text or a list of texts"
        case .objects: "a list of objects"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .serverName: "a server name"
        case .userID: "a user ID"
        case .roomID: "a room ID"
        case .roomAlias: "a room alias"
        case .eventID: "an event ID"
        case .endpoint: "the name of an operation of 'fedctl api'"
        }
    }

    /// Whether a query can carry it.
    var fitsQuery: Bool {
        switch self {
        case .number, .object, .json, .texts, .objects: false
        default: true
        }
    }

    /// The value that the text of a query stands for; none where it is not of the kind.
    func value(ofText text: String) -> JSONValue? {
        let value: JSONValue
        switch self {
        case .integer:
            guard let integer = Int64(text) else { return nil }
            value = .integer(integer)
        case .boolean:
            guard text == "true" || text == "false" else { return nil }
            value = .boolean(text == "true")
        default: value = .string(text)
        }
        guard accepts(value) else { return nil }
        return value
    }

    /// Whether a value is of the kind.
    func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.json, _), (.boolean, .boolean), (.object, .object), (.text, .string),
            (.texts, .string), (.number, .integer), (.number, .number):
            true
        case (.integer(let range), .integer(let integer)): range.contains(integer)
        case (.texts, .array(let elements)): elements.allSatisfy { Self.text.accepts($0) }
        case (.objects, .array(let elements)): elements.allSatisfy { Self.object.accepts($0) }
        case (_, .string(let text)): accepts(name: text)
        default: false
        }
    }

    private func accepts(name: String) -> Bool {
        switch self {
        case .word(let words): words.contains { $0.utf8.elementsEqual(name.utf8) }
        case .serverName: (try? ServerName(parsing: name)) != nil
        case .userID: (try? UserID(parsing: name)) != nil
        case .roomID: (try? RoomID(parsing: name)) != nil
        case .roomAlias: (try? RoomAlias(parsing: name)) != nil
        case .eventID: (try? EventID(parsing: name)) != nil
        case .endpoint: Endpoint.named(name) != nil
        default: false
        }
    }
}
