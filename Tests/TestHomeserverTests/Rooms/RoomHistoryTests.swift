import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@Suite("Events and state that the embedded homeserver hands out", .serialized)
struct RoomHistoryTests {
    private static let room =
        #"{"id":"a","version":"VERSION","members":["@a:one.test","@b:one.test"],"messages":12}"#

    @Test(
        "State, state IDs and auth chains are those of the room, in every form of event",
        arguments: ["1", "3", "6", "11", "12"])
    func state(version: String) async throws {
        try await RoomBed.run(Self.room.replacing("VERSION", with: version)) { bed in
            _ = try await bed.join()
            let events = bed.events
            let message = try #require(events.last)
            let room = ("roomId", bed.id().description)
            let ids = try await bed.bed.ask(
                "state-ids", [room, ("event_id", message.eventID.description)])
            let expected = Set(events.filter(\.isState).map { $0.eventID.description })
            #expect(Set(ids.json.list("pdu_ids").compactMap(\.text)) == expected)
            #expect(ids.json.list("auth_chain_ids").contains(.string("\(events[0].eventID)")))
            let state = try await bed.bed.ask(
                "state", [room, ("event_id", message.eventID.description)])
            let pdus = try state.json.list("pdus").map { try id($0, bed) }
            #expect(Set(pdus) == expected)
            let chain = try state.json.list("auth_chain").map { try id($0, bed) }
            #expect(Set(chain) == Set(ids.json.list("auth_chain_ids").compactMap(\.text)))
            let auth = try await bed.bed.ask(
                "event-auth", [room, ("eventId", message.eventID.description)])
            let authIDs = try auth.json.list("auth_chain").map { try id($0, bed) }
            #expect(authIDs.first == events[0].eventID.description)
            #expect(Set(authIDs).isSuperset(of: message.authEventIDs.map(\.description)))
            #expect(Set(authIDs).count == authIDs.count)
            // The state before an event is without the event.
            let name = try #require(events.first { $0.type == "m.room.join_rules" })
            let early = try await bed.bed.ask(
                "state-ids", [room, ("event_id", name.eventID.description)])
            #expect(early.json.list("pdu_ids").count == 3)
        }
    }

    private func id(_ value: JSONValue, _ bed: RoomBed) throws -> String {
        try Event(parsing: value.canonicalBytes(), version: bed.version()).eventID.description
    }

    @Test(
        "Backfill begins with the given events and keeps to the limit; gaps are without their ends")
    func history() async throws {
        try await RoomBed.run(Self.room.replacing("VERSION", with: "11")) { bed in
            _ = try await bed.join()
            let events = bed.events
            let ids = events.map(\.eventID.description)
            let room = ("roomId", bed.id().description)
            let backfill = try await bed.bed.ask(
                "backfill", [room, ("v", ids[ids.count - 1]), ("limit", "5")])
            let given = try backfill.json.list("pdus").map { try id($0, bed) }
            #expect(given == ids.suffix(5).reversed())
            #expect(backfill.json["origin"] == "one.test")
            let missing = try await bed.bed.ask(
                "missing-events", [room],
                body: [
                    "earliest_events": [.string(ids[ids.count - 6])],
                    "latest_events": [.string(ids[ids.count - 1])], "limit": 10,
                ])
            let gap = try missing.json.list("events").map { try id($0, bed) }
            #expect(gap == Array(ids.suffix(5).dropLast()))
            let one = try await bed.bed.ask("event", [("eventId", ids[4])])
            #expect(try one.json.list("pdus").map { try id($0, bed) } == [ids[4]])
            let time = events[6].originServerTS
            for (moment, direction, expected) in [
                (time, "f", ids[6]), (time, "b", ids[6]), (time + 1, "f", ids[7]),
                (time - 1, "b", ids[5]),
            ] {
                let found = try await bed.bed.ask(
                    "timestamp-to-event", [room, ("ts", "\(moment)"), ("dir", direction)])
                #expect(found.json["event_id"] == .string(expected))
            }
            let early = try await bed.bed.ask(
                "timestamp-to-event", [room, ("ts", "1"), ("dir", "b")])
            #expect(early.status == 404 && early.errorCode == "M_NOT_FOUND")
        }
    }

    @Test("Events that are not there are 404, and a server that is not in the room gets 403")
    func refused() async throws {
        try await RoomBed.run(Self.room.replacing("VERSION", with: "11")) { bed in
            let id = try #require(bed.events.last).eventID.description
            let room = ("roomId", bed.id().description)
            let asked: [(String, [(String, String)], JSONObject?)] = [
                ("event", [("eventId", id)], nil), ("state", [room, ("event_id", id)], nil),
                ("state-ids", [room, ("event_id", id)], nil),
                ("event-auth", [room, ("eventId", id)], nil),
                ("backfill", [room, ("v", id), ("limit", "3")], nil),
                ("timestamp-to-event", [room, ("ts", "1"), ("dir", "f")], nil),
                ("missing-events", [room], ["earliest_events": [], "latest_events": []]),
            ]
            for (operation, parameters, body) in asked {
                let answer = try await bed.bed.ask(operation, parameters, body: body)
                #expect(answer.status == 403, "\(operation)")
                #expect(answer.errorCode == "M_FORBIDDEN", "\(operation)")
            }
            _ = try await bed.join()
            for (operation, parameters, body) in asked {
                let answer = try await bed.bed.ask(operation, parameters, body: body)
                #expect(answer.status == 200, "\(operation)")
            }
            let unknown = "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            for (operation, parameters) in [
                ("event", [("eventId", unknown)]), ("state", [room, ("event_id", unknown)]),
                ("state-ids", [room, ("event_id", unknown)]),
                ("event-auth", [room, ("eventId", unknown)]),
            ] {
                let answer = try await bed.bed.ask(operation, parameters)
                #expect(answer.status == 404, "\(operation)")
                #expect(answer.errorCode == "M_NOT_FOUND", "\(operation)")
            }
        }
    }

    @Test(
        "What was said before a server came is redacted where the room's history says so",
        arguments: [
            ("joined", true), ("invited", true), ("shared", false), ("world_readable", false),
        ])
    func visibility(history: String, isHidden: Bool) async throws {
        let room =
            #"{"id":"a","version":"11","members":["@a:one.test"],"messages":2,"#
            + #""history_visibility":"\#(history)"}"#
        try await RoomBed.run(room) { bed in
            let joined = try await bed.join()
            var copy = try StrangerRoom(joined, bed)
            let own = try copy.add()
            _ = try await copy.send([own.source.canonicalBytes])
            let backfill = try await bed.bed.ask(
                "backfill",
                [
                    ("roomId", bed.id().description), ("v", own.eventID.description),
                    ("limit", "4"),
                ])
            let pdus = backfill.json.list("pdus")
            #expect(
                pdus.map { $0["type"]?.text ?? "" } == [
                    "m.room.message", "m.room.member", "m.room.message", "m.room.message",
                ])
            #expect(pdus.first?["content"] == ["body": "hello"])
            for message in pdus.suffix(2) {
                #expect((message["content"] == [:]) == isHidden)
            }
            let last = try #require(bed.events.last)
            #expect(try id(try #require(pdus.dropFirst(2).first), bed) == "\(last.eventID)")
        }
    }

    @Test("A server that the room denies gets 403 at every endpoint whose row says so")
    func accessControl() async throws {
        let room = #"{"id":"a","version":"11","crowd":1,"acl":{"deny":["stranger.test"]}}"#
        try await RoomBed.run(room) { bed in
            let rows = Endpoint.all.filter { $0.accessControl == .enforced }
            #expect(rows.count == 15)
            for endpoint in rows where !endpoint.name.hasPrefix("invite") {
                let request = try endpoint.sampleRequest
                let target = request.target.replacing("room%3Aone.test", with: "a%3Aone.test")
                    .replacing("room:one.test", with: "a:one.test")
                let answer = try await bed.bed.ask(
                    try FederationRequest(
                        method: request.method, target: target, to: request.destination,
                        body: request.body.map { .bytes($0) }))
                #expect(answer.status == 403, "\(endpoint.name): \(answer.json)")
                #expect(
                    answer.json["error"]?.text?.contains("access control") == true,
                    "\(endpoint.name)")
            }
        }
    }
}
