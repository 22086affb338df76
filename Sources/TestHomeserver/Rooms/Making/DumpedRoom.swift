import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// A room that is grown again from its events.
struct DumpedRoom {
    private let dump: RoomDump
    private let name: String

    init(_ dump: RoomDump, number: Int) {
        self.dump = dump
        name = "dump \(number)"
    }

    /// The room; events that the checks on receipt do not let through are treated as they say.
    func timeline() throws(RoomMakingError) -> RoomTimeline {
        let version = try version()
        var events: [Event] = []
        for bytes in dump.events {
            do {
                events.append(try Event(parsing: bytes, version: version))
            } catch {
                throw RoomMakingError(room: name, reason: .malformed(error))
            }
        }
        do {
            return try RoomTimeline.replaying(events).room
        } catch {
            throw RoomMakingError(room: name, reason: .notReceivable("\(error)"))
        }
    }

    private static let createType = "m.room.create".utf8

    /// The version that the create event names; 1 where it names none.
    private func version() throws(RoomMakingError) -> RoomVersion {
        for bytes in dump.events {
            // What is no JSON is told when it is read as an event.
            guard let root = (try? JSONDocument(parsing: bytes, numbers: .preserving))?.root,
                root["type"]?.stringBytes?.elementsEqual(Self.createType) == true
            else { continue }
            do {
                return try RoomVersion(parsing: root["content"]?["room_version"]?.string ?? "1")
            } catch {
                throw RoomMakingError(
                    room: name, reason: .notReceivable("\(error); \(error.hint)"))
            }
        }
        throw RoomMakingError(room: name, reason: .noCreateEvent)
    }
}
