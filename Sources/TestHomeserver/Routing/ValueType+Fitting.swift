import FederationCore
import MatrixJSON

extension EndpointParameter.ValueType {
    /// Whether a text of a path or a query is of this type.
    ///
    /// Of room and event IDs only the first character is known before the room is.
    func fits(_ text: String) -> Bool {
        switch self {
        case .string, .object: true
        case .integer: Int64(text) != nil
        case .boolean: text == "true" || text == "false"
        case .choice(let words): words.contains(text)
        case .serverName: (try? ServerName(parsing: text)) != nil
        case .userID: (try? UserID(parsing: text)) != nil
        case .roomAlias: (try? RoomAlias(parsing: text)) != nil
        case .roomID: text.utf8.first == UInt8(ascii: "!") && text.utf8.count <= 255
        case .eventID: text.utf8.first == UInt8(ascii: "$") && text.utf8.count <= 255
        }
    }

    /// Whether a member of a JSON body is of this type.
    func fits(_ element: JSONElement) -> Bool {
        switch self {
        case .integer: element.integer != nil
        case .boolean: element.kind == .boolean
        case .object: element.kind == .object
        case .string, .choice, .serverName, .userID, .roomID, .eventID, .roomAlias:
            element.string.map(fits) ?? false
        }
    }
}
