import FederationCore
import Glibc
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport

/// How long a room takes that grows by one event after another, beside the checks on the whole of it; and how long
/// it takes to give the state of a room of many members.
enum TimelineBenchmark {
    private static let version = "11"

    /// Rooms of so many events.
    static func run(_ rooms: some Sequence<String>) throws {
        let version = try RoomVersion(parsing: version)
        for count in rooms.compactMap({ Int($0) }) {
            let documents = try SampleRoom(version: version, events: count).events.map(
                \.document.bytes)
            let whole = try seconds { try ReceiptCheck(version: version).report(on: documents) }
            let growing = try seconds { try room(of: documents, version) }
            print(
                #"{"tool":"fedctl","work":"growing","events":\#(documents.count),"#
                    + #""whole_seconds":\#(whole.seconds),"growing_seconds":\#(growing.seconds),"#
                    + #""accepted":\#(whole.value.counts[.accepted] ?? 0),"#
                    + #""kept":\#(growing.value.count)}"#)
        }
    }

    /// The state of rooms of so many members, as the answers to `state_ids` and `send_join` have it.
    static func state(_ rooms: some Sequence<String>) throws {
        let version = try RoomVersion(parsing: version)
        for count in rooms.compactMap({ Int($0) }) {
            var generator = try RoomGenerator(version: version, seed: 1, users: count)
            var branch = try generator.open()
            for user in generator.users.dropFirst() {
                try generator.append(
                    "m.room.member", stateKey: "\(user)", by: user,
                    content: ["membership": "join"], to: &branch)
            }
            let last = try generator.append(
                "m.room.message", by: generator.users[0], to: &branch)
            let room = try RoomTimeline.replaying(generator.events).room
            let ids = seconds { room.stateEventIDs(before: last.eventID) ?? [] }
            let chain = seconds { room.authChainIDs(ofStateBefore: last.eventID) ?? [] }
            let events = seconds { room.stateEvents(before: last.eventID) ?? [] }
            let map = seconds { room.currentState }
            print(
                #"{"tool":"fedctl","work":"state","members":\#(count),"#
                    + #""state_ids":\#(ids.value.count),"state_ids_seconds":\#(ids.seconds),"#
                    + #""auth_chain_ids":\#(chain.value.count),"#
                    + #""auth_chain_seconds":\#(chain.seconds),"#
                    + #""events_seconds":\#(events.seconds),"map_seconds":\#(map.seconds)}"#)
        }
    }

    private static func room(of documents: [[UInt8]], _ version: RoomVersion) throws -> RoomTimeline
    {
        var room = try RoomTimeline(create: Event(parsing: documents[0], version: version))
        for document in documents.dropFirst() { room.receive(document) }
        return room
    }

    private static func seconds<Value>(
        _ work: () throws -> Value
    ) rethrows -> (value: Value, seconds: Double) {
        let start = clock()
        let value = try work()
        return (value, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
}
