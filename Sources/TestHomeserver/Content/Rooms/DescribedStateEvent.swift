import FederationCore
import MatrixJSON

/// A state event of a described room, whose state key can be left out.
struct DescribedStateEvent: Decodable {
    let event: EventDescription

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case type
        case stateKey = "state_key"
        case sender, content
    }

    /// Reads `{type, state_key, sender, content}`.
    init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        event = EventDescription(
            type: try members.decode(String.self, forKey: .type),
            stateKey: try members.decodeIfPresent(String.self, forKey: .stateKey) ?? "",
            sender: try members.text(.sender) { try UserID(parsing: $0) },
            content: try members.jsonObject(.content) ?? JSONObject())
    }
}
