import FederationCore
import MatrixJSON
import RoomEvents

/// The members of a line that asks something about events.
struct EventQuestion {
    /// The line.
    let root: JSONElement
    /// The room version: the line's own, or the one of the command line.
    let version: RoomVersion

    /// Reads a line.
    init(_ line: [UInt8], version given: RoomVersion?) throws {
        root = try JSONDocument(parsing: line, numbers: .preserving).root
        guard root.kind == .object else { throw EventReport.NotAnEvent() }
        if let own = root["room_version"] {
            guard let text = own.string else { throw EventQuestionError.notText("room_version") }
            version = try RoomVersion(parsing: text)
        } else if let given {
            version = given
        } else {
            throw EventQuestionError.missing("room_version")
        }
    }

    /// The event of a member.
    func event(_ name: String) throws -> Event {
        guard let element = root[name] else { throw EventQuestionError.missing(name) }
        return try Event(parsing: Array(element.rawBytes), version: version)
    }

    /// The events of a member; none where there is no such member.
    func events(_ name: String) throws -> [Event]? {
        guard let list = root[name] else { return nil }
        guard list.kind == .array else { throw EventQuestionError.notArray(name) }
        return try list.elements.map {
            try Event(parsing: Array($0.rawBytes), version: version)
        }
    }

    /// The event IDs of an array; empty where there is none.
    static func eventIDs(_ list: JSONElement?, _ name: String) throws -> [EventID] {
        guard let list else { return [] }
        guard list.kind == .array else { throw EventQuestionError.notArray(name) }
        return try list.elements.map {
            guard let text = $0.string else { throw EventQuestionError.notText(name) }
            return try EventID(parsing: text)
        }
    }
}
