extension EndpointParameter.ValueType {
    /// Whether a text of a path or a query is of this type.
    ///
    /// Of room and event IDs only the first character is known before the room is.
    public func fits(_ text: String) -> Bool {
        switch self {
        case .string, .object: true
        case .integer: Self.isInteger(text)
        case .boolean: text == "true" || text == "false"
        case .choice(let words): words.contains(text)
        case .serverName: (try? ServerName(parsing: text)) != nil
        case .userID: (try? UserID(parsing: text)) != nil
        case .roomAlias: (try? RoomAlias(parsing: text)) != nil
        case .roomID: text.utf8.first == UInt8(ascii: "!") && text.utf8.count <= 255
        case .eventID: text.utf8.first == UInt8(ascii: "$") && text.utf8.count <= 255
        }
    }

    /// What is expected, after `expected `.
    var expectation: String {
        switch self {
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .choice(let words): words.joined(separator: " or ")
        case .userID: "a user ID, such as '@user:server'"
        case .roomAlias: "a room alias, such as '#room:server'"
        case .roomID: "a room ID, which begins with '!'"
        case .eventID: "an event ID, which begins with '$'"
        case .string, .serverName, .object: "a \(self)"
        }
    }

    private static func isInteger(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(text)
        else { return false }
        return number.magnitude < 1 << 53
    }
}
