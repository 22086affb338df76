/// One thing that an operation takes.
public struct EndpointParameter: Sendable, Hashable {
    /// The name, as in the specification.
    public let name: String
    /// Where it stands.
    public let place: Place
    /// What it is.
    public let type: ValueType
    /// Whether a request must have it.
    public let isRequired: Bool
    /// Whether it may be given more than once.
    public let isRepeated: Bool
    /// What a server takes where it is not given.
    public let defaultValue: String?
    /// What it means, in one line.
    public let meaning: String

    /// Where a parameter stands.
    public enum Place: String, Sendable, Hashable, CaseIterable {
        /// In the path.
        case path
        /// In the query.
        case query
        /// A member of the JSON body.
        case body
    }

    /// What a parameter is.
    public enum ValueType: Sendable, Hashable, CustomStringConvertible {
        /// A text.
        case string
        /// A whole number.
        case integer
        /// `true` or `false`.
        case boolean
        /// One of a few words.
        case choice([String])
        /// A server name.
        case serverName
        /// A user ID.
        case userID
        /// A room ID.
        case roomID
        /// An event ID.
        case eventID
        /// A room alias.
        case roomAlias
        /// A JSON object.
        case object

        /// What the table prints.
        public var description: String {
            switch self {
            case .string: "string"
            case .integer: "integer"
            case .boolean: "boolean"
            case .choice(let words): words.joined(separator: "|")
            case .serverName: "server name"
            case .userID: "user ID"
            case .roomID: "room ID"
            case .eventID: "event ID"
            case .roomAlias: "room alias"
            case .object: "JSON object"
            }
        }
    }

    /// A part of the path; always required.
    static func path(_ name: String, _ type: ValueType, _ meaning: String) -> EndpointParameter {
        EndpointParameter(
            name: name, place: .path, type: type, isRequired: true, isRepeated: false,
            defaultValue: nil, meaning: meaning)
    }

    /// A member of the query.
    static func query(
        _ name: String, _ type: ValueType, _ meaning: String, required: Bool = false,
        repeated: Bool = false, default defaultValue: String? = nil
    ) -> EndpointParameter {
        EndpointParameter(
            name: name, place: .query, type: type, isRequired: required, isRepeated: repeated,
            defaultValue: defaultValue, meaning: meaning)
    }

    /// A member of the body; a repeated one is an array.
    static func body(
        _ name: String, _ type: ValueType, _ meaning: String, required: Bool = false,
        repeated: Bool = false, default defaultValue: String? = nil
    ) -> EndpointParameter {
        EndpointParameter(
            name: name, place: .body, type: type, isRequired: required, isRepeated: repeated,
            defaultValue: defaultValue, meaning: meaning)
    }
}

extension EndpointParameter {
    /// `roomId`, the room that the operation is about.
    static let roomID = path("roomId", .roomID, "the room")
    /// `eventId`, the event that the operation is about.
    static let eventID = path("eventId", .eventID, "the event")
    /// `userId`, the user that the operation is about.
    static let userID = path("userId", .userID, "the user")
}
