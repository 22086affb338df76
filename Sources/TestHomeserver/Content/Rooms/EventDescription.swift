public import FederationCore
public import MatrixJSON

/// An event of a described room.
public struct EventDescription: Sendable, Hashable {
    /// The type.
    public var type: String
    /// The state key; none for a message.
    public var stateKey: String?
    /// Who sends it; none lets the members take turns, and the creator set the state.
    public var sender: UserID?
    /// The content.
    public var content: JSONObject

    /// An event.
    public init(
        type: String, stateKey: String? = nil, sender: UserID? = nil, content: JSONObject
    ) {
        self.type = type
        self.stateKey = stateKey
        self.sender = sender
        self.content = content
    }

    /// A message of plain text.
    public static func message(_ body: String, sender: UserID? = nil) -> EventDescription {
        EventDescription(
            type: "m.room.message", sender: sender,
            content: ["msgtype": "m.text", "body": .string(body)])
    }
}

extension EventDescription: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case type
        case stateKey = "state_key"
        case sender, body, content
    }

    /// Reads a text, `{sender, body}`, or an event with `type` and `content`.
    public init(from decoder: any Decoder) throws {
        // What is no text is an object.
        if let body = try? decoder.singleValueContainer().decode(String.self) {
            self = .message(body)
            return
        }
        let members = try decoder.members(CodingKeys.self)
        let sender = try members.text(.sender) { try UserID(parsing: $0) }
        if let body = try members.decodeIfPresent(String.self, forKey: .body) {
            for key in [CodingKeys.type, .stateKey, .content] where members.contains(key) {
                throw members.error(key, "expected nothing but 'sender' beside 'body'")
            }
            self = .message(body, sender: sender)
            return
        }
        self.init(
            type: try members.decode(String.self, forKey: .type),
            stateKey: try members.decodeIfPresent(String.self, forKey: .stateKey),
            sender: sender, content: try members.jsonObject(.content) ?? JSONObject())
    }
}
