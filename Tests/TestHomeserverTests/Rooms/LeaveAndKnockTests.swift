import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@Suite("Leaving and knocking at rooms of the embedded homeserver", .serialized)
struct LeaveAndKnockTests {
    private static let user: JSONValue = "@bob:stranger.test"

    private func template(_ bed: RoomBed, _ operation: String) async throws -> HTTPResponse {
        let versions =
            operation == "make-leave" ? [] : [("ver", bed.version().identifier)]
        return try await bed.bed.ask(
            operation,
            [("roomId", bed.id().description), ("userId", "@bob:stranger.test")] + versions)
    }

    @Test(
        "Who is in a room leaves it, once, by both forms",
        arguments: ["send-leave", "send-leave-v1"])
    func leave(operation: String) async throws {
        try await RoomBed.run(#"{"id":"a","version":"6","crowd":1}"#) { bed in
            #expect(try await template(bed, "make-leave").errorCode == "M_FORBIDDEN")
            _ = try await bed.join()
            let event = try await bed.membership("make-leave")
            let answer = try await bed.hand(operation, event)
            #expect(answer.status == 200, "\(answer.json)")
            #expect(answer.json == (operation == "send-leave" ? [:] : [200, [:]]))
            #expect(try await template(bed, "make-leave").errorCode == "M_FORBIDDEN")
            let outside = try await bed.bed.ask(
                "event", [("eventId", event.eventID.description)])
            #expect(outside.status == 403)
        }
    }

    @Test("Who is invited declines")
    func decline() async throws {
        let room =
            #"{"id":"a","version":"11","join_rule":"invite","members":["@a:one.test","#
            + #"{"user":"@bob:stranger.test","membership":"invite"}]}"#
        try await RoomBed.run(room) { bed in
            let event = try await bed.membership("make-leave")
            #expect(try await bed.hand("send-leave", event).status == 200)
            #expect(try await template(bed, "make-join").errorCode == "M_FORBIDDEN")
        }
    }

    @Test(
        "A knock is answered with what tells the room, and taken back by leaving",
        arguments: ["7", "10", "12"])
    func knock(version: String) async throws {
        let room =
            #"{"id":"a","version":"\#(version)","join_rule":"knock","name":"Hall","crowd":1}"#
        try await RoomBed.run(room) { bed in
            let made = try await template(bed, "make-knock")
            #expect(made.json["room_version"] == .string(version))
            let event = try await bed.membership("make-knock")
            let answer = try await bed.hand("send-knock", event)
            #expect(answer.status == 200, "\(answer.json)")
            let state = answer.json.list("knock_room_state")
            let types = state.compactMap { $0["type"]?.text }
            #expect(types.contains("m.room.create") && types.contains("m.room.name"))
            #expect(!types.contains("m.room.member"))
            for event in state {
                let event = try Event(
                    parsing: event.canonicalBytes(), version: bed.version())
                #expect(await verify(event, keys: try bed.keys).isValid)
            }
            let leave = try await bed.membership("make-leave")
            #expect(try await bed.hand("send-leave", leave).status == 200)
        }
    }

    @Test(
        "A knock is refused where the room does not take it",
        arguments: [
            (#""version":"6","join_rule":"invite""#, 403, "M_FORBIDDEN"),
            (#""version":"10","join_rule":"invite""#, 403, "M_FORBIDDEN"),
            (
                #""version":"10","join_rule":"knock","members":["@a:one.test","#
                    + #"{"user":"@bob:stranger.test","membership":"invite"}]"#,
                403, "M_FORBIDDEN"
            ),
        ])
    func refused(room: String, status: Int, code: String) async throws {
        try await RoomBed.run(#"{"id":"a","crowd":1,\#(room)}"#) { bed in
            let answer = try await template(bed, "make-knock")
            #expect(answer.status == status && answer.errorCode == code, "\(answer.json)")
        }
    }

    @Test("A leave or a knock that is another event is M_INVALID_PARAM")
    func invalid() async throws {
        try await RoomBed.run(#"{"id":"a","version":"10","join_rule":"knock","crowd":1}"#) { bed in
            let knock = try await bed.membership("make-knock")
            #expect(try await bed.hand("send-leave", knock).errorCode == "M_INVALID_PARAM")
            #expect(try await bed.hand("send-join", knock).errorCode == "M_INVALID_PARAM")
            let other = try RoomID(parsing: "!b:one.test")
            #expect(try await bed.hand("send-knock", knock, room: other).status == 404)
        }
    }
}
