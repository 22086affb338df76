import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import Testing

@Suite("Joining rooms of the embedded homeserver that members of others may join", .serialized)
struct RestrictedJoinTests {
    private static func rooms(_ version: String, levels: String = "{}") -> String {
        """
        {"id":"inner","version":"\(version)","join_rule":"restricted","allow":["outer"],
         "members":["@a:one.test"],"power_levels":\(levels)},
        {"id":"outer","version":"\(version)","members":["@a:one.test"]}
        """
    }

    @Test(
        "A member of the other room is let in, with the resident's signature",
        arguments: ["8", "9", "10", "11", "12"])
    func allowed(version: String) async throws {
        try await RoomBed.run(Self.rooms(version)) { bed in
            _ = try await bed.join(1)
            let joined = try await bed.join(0)
            #expect(joined.isSound, "\(joined.findings)")
            let authoriser = joined.event.content["join_authorised_via_users_server"]?.string
            #expect(authoriser == "@a:one.test")
            #expect(joined.event.document.root["signatures"]?["one.test"] != nil)
        }
    }

    @Test("Who is in none of the rooms is refused by the code that says why")
    func refused() async throws {
        try await RoomBed.run(Self.rooms("10")) { bed in
            let answer = try await ask(bed)
            #expect(answer.status == 403 && answer.errorCode == "M_FORBIDDEN", "\(answer.json)")
        }
        let elsewhere = Self.rooms("10").replacing(#"["outer"]"#, with: #"["!x:far.test"]"#)
        try await RoomBed.run(elsewhere) { bed in
            let answer = try await ask(bed)
            #expect(answer.status == 400 && answer.errorCode == "M_UNABLE_TO_AUTHORISE_JOIN")
        }
        let nowhere = Self.rooms("10").replacing(#"["outer"]"#, with: "[]")
        try await RoomBed.run(nowhere) { bed in
            let answer = try await ask(bed)
            #expect(answer.errorCode == "M_FORBIDDEN")
        }
    }

    @Test("Where nobody of the resident may invite, it is M_UNABLE_TO_GRANT_JOIN")
    func ungrantable() async throws {
        try await RoomBed.run(Self.rooms("10", levels: #"{"invite":101}"#)) { bed in
            _ = try await bed.join(1)
            let answer = try await ask(bed)
            #expect(answer.status == 400 && answer.errorCode == "M_UNABLE_TO_GRANT_JOIN")
        }
    }

    @Test("A join that names an authoriser without meeting the conditions is not signed")
    func unauthorised() async throws {
        try await RoomBed.run(Self.rooms("10")) { bed in
            let outer = try await bed.join(1)
            let event = try await bed.membership("make-join", 0)
            var copy = try StrangerRoom(outer, bed)
            let leave = try copy.add(
                "m.room.member", stateKey: "@bob:stranger.test", content: ["membership": "leave"])
            _ = try await copy.send([leave.source.canonicalBytes])
            let answer = try await bed.hand("send-join", event)
            #expect(answer.status == 403 && answer.errorCode == "M_FORBIDDEN", "\(answer.json)")
        }
    }

    private func ask(_ bed: RoomBed) async throws -> HTTPResponse {
        try await bed.bed.ask(
            "make-join",
            [
                ("roomId", bed.id().description), ("userId", "@bob:stranger.test"),
                ("ver", bed.version().identifier),
            ])
    }
}
