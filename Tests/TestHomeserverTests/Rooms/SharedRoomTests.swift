import FederationCore
import FoundationEssentials
import MatrixJSON
import RoomEvents
import TestHomeserver
import Testing

@Suite("Rooms that several servers of one process are in", .serialized)
struct SharedRoomTests {
    @Test("What one server takes in for a stranger reaches the other")
    func relayed() async throws {
        let room = #"{"id":"a","version":"11","members":["@a:one.test","@b:two.test"]}"#
        try await RoomBed.run(room) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            // A message that only one of the servers gets, and a leave behind it.
            let message = try copy.add()
            #expect(try await copy.error(of: message) == nil)
            #expect(try await ask(bed, for: message, of: "two.test").status == 404)
            let leave = try await bed.membership("make-leave")
            #expect(try await bed.hand("send-leave", leave).status == 200)
            let gone = try await ask(bed, for: message, of: "two.test")
            #expect(gone.status == 403, "\(gone.json)")
            _ = try await bed.join(through: "two.test")
            for event in [message, leave] {
                #expect(try await ask(bed, for: event, of: "two.test").status == 200)
            }
        }
    }

    private func ask(
        _ bed: RoomBed, for event: Event, of server: String
    ) async throws -> HTTPResponse {
        let endpoint = try #require(Endpoint.named("event"))
        let request = try FederationRequest(
            endpoint, to: try ServerName(parsing: server),
            parameters: [RequestParameter("eventId", event.eventID.description)])
        return try await BedFederation(bed: bed.bed).send(request, signedBy: nil).response
    }

    @Test(
        "A room is grown again from its events, in whatever order they stand",
        arguments: ["1", "6", "12"])
    func dumped(version: String) async throws {
        let room =
            #"{"id":"a","version":"\#(version)","members":["@a:one.test","@b:one.test"],"#
            + #""messages":5}"#
        var events: [Event] = []
        try await RoomBed.run(room) { bed in events = bed.events }
        let lines = events.reversed().map { Array($0.source.canonicalBytes) }
        let dump = RoomDump(ndjson: Array(lines.joined(separator: [UInt8(ascii: "\n")])))
        try await TestBed.run(plain: true) { configuration in
            configuration.servers[0].content.dumps = [dump]
        } body: { bed in
            let answer = try await bed.ask(
                "make-join",
                [
                    ("roomId", events[0].roomID.description),
                    ("userId", "@bob:stranger.test"), ("ver", version),
                ])
            #expect(answer.status == 200, "\(answer.json)")
            #expect(answer.json["event"]?.list("prev_events").count == 1)
            #expect(
                answer.json["event"]?["depth"] == .integer((events.last?.depth ?? 0) + 1))
        }
    }

    @Test(
        "A homeserver does not start with a room that cannot be",
        arguments: [
            [], [#"{"type":"m.room.create"}"#], ["nonsense"],
            [#"{"type":"m.room.create","content":{"room_version":"99"}}"#],
        ])
    func badDump(lines: [String]) async throws {
        await #expect(throws: HomeserverStartError.self) {
            try await TestBed.run(plain: true) { configuration in
                configuration.servers[0].content.dumps = [
                    RoomDump(events: lines.map { Array($0.utf8) })
                ]
            } body: { _ in
            }
        }
    }

    @Test("Directory, aliases and spaces show the rooms")
    func listed() async throws {
        let rooms =
            ##"{"id":"a","version":"11","members":["@a:one.test"],"listed":true,"name":"Lobby","##
            + ##""aliases":["#lobby:one.test"],"history_visibility":"world_readable"},"##
            + #"{"id":"s","version":"11","crowd":1,"type":"m.space","children":["a"]}"#
        try await RoomBed.run(rooms) { bed in
            let published = try await bed.bed.ask("public-rooms")
            let chunk = published.json.list("chunk")
            #expect(chunk.map { $0["room_id"] } == ["!a:one.test"])
            #expect(chunk.first?["name"] == "Lobby")
            #expect(chunk.first?["num_joined_members"] == 1)
            #expect(chunk.first?["world_readable"] == true)
            let alias = try await bed.bed.ask("directory", [("room_alias", "#lobby:one.test")])
            #expect(alias.json["room_id"] == "!a:one.test")
            let space = try await bed.bed.ask("hierarchy", [("roomId", "!s:one.test")])
            #expect(space.json["room"]?["room_type"] == "m.space")
            #expect(space.json.list("children").map { $0["room_id"] } == ["!a:one.test"])
        }
    }
}
