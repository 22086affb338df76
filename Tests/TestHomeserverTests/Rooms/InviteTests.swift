import FederationCore
import MatrixJSON
import RoomEvents
import TestHomeserver
import Testing

@testable import struct TestHomeserver.RoomMaker
@testable import struct TestHomeserver.ServerDirectory

@Suite("Invites of users of the embedded homeserver", .serialized)
struct InviteTests {
    private static let room = #"{"id":"a","version":"10","members":["@a:one.test"]}"#

    /// The events of a room of the server elsewhere in which `user` is invited.
    private func events(
        _ bed: RoomBed, version: String, inviting user: String = "@a:one.test"
    ) throws -> [Event] {
        let content = try DescribedFile.content(
            """
            {"rooms":[{"id":"r","version":"\(version)","members":["@m:stranger.test",
              {"user":"\(user)","membership":"invite"}]}]}
            """)
        let stranger = VirtualServer(
            name: bed.bed.stranger.serverName, signingKey: bed.bed.stranger.key,
            content: content)
        let maker = RoomMaker(
            servers: try ServerDirectory([stranger]), home: stranger, now: RoomBed.milliseconds)
        return try #require(try maker.rooms().first).events
    }

    private func send(
        _ bed: RoomBed, _ events: [Event], version: String? = nil, state: [Event]? = nil,
        change: (inout JSONObject) -> Void = { _ in }
    ) async throws -> HTTPResponse {
        let invite = try #require(events.last)
        var body: JSONObject = [
            "room_version": .string(version ?? invite.version.identifier),
            "event": invite.document.root.value,
            "invite_room_state": .array((state ?? [events[0]]).map(\.document.root.value)),
        ]
        change(&body)
        return try await bed.bed.ask(
            "invite",
            [
                ("roomId", invite.roomID.description), ("eventId", invite.eventID.description),
            ], body: body)
    }

    @Test(
        "An invite comes back as it was, with the signature of the server",
        arguments: ["1", "6", "11", "12"])
    func signed(version: String) async throws {
        try await RoomBed.run(Self.room) { bed in
            let events = try events(bed, version: version)
            let invite = try #require(events.last)
            let answer = try await send(bed, events)
            #expect(answer.status == 200, "\(answer.json)")
            let given = try #require(answer.json["event"])
            let event = try Event(parsing: given.canonicalBytes(), version: invite.version)
            #expect(event.eventID == invite.eventID)
            #expect(event.source.signedBytes == invite.source.signedBytes)
            let signatures = given["signatures"]
            #expect(signatures?.names == ["one.test", "stranger.test"])
            let key = try TestBed.key(1).publicKey
            let text = signatures?["one.test"]?["ed25519:k1"]?.text ?? ""
            let signature = try UnpaddedBase64.decode(text)
            #expect(key.isValid(signature, for: event.source.signedBytes))
        }
    }

    @Test("The first version of the endpoint is for rooms of versions 1 and 2")
    func firstVersion() async throws {
        try await RoomBed.run(Self.room) { bed in
            for (version, status) in [("1", 200), ("2", 200), ("3", 400)] {
                let invite = try #require(try events(bed, version: version).last)
                let answer = try await bed.hand("invite-v1", invite)
                #expect(answer.status == status, "\(answer.json)")
                if status == 200, case .array(let parts) = answer.json {
                    #expect(parts.first == 200)
                    #expect(parts.last?["event"]?["signatures"]?["one.test"] != nil)
                }
            }
        }
    }

    @Test("An invite that is none, or of nobody here, is refused with the code that says why")
    func refused() async throws {
        try await RoomBed.run(Self.room) { bed in
            let right = try events(bed, version: "11")
            let unknown = try await send(bed, right, version: "99")
            #expect(unknown.errorCode == "M_INCOMPATIBLE_ROOM_VERSION")
            #expect(unknown.json["room_version"] == "99")
            let incomplete = try await send(bed, right) { $0["event"] = nil }
            #expect(incomplete.errorCode == "M_MISSING_PARAM")
            let noInvite = try await send(bed, Array(right.dropLast()))
            #expect(noInvite.errorCode == "M_INVALID_PARAM")
            let elsewhere = try events(bed, version: "11", inviting: "@x:two.test")
            #expect(try await send(bed, elsewhere).errorCode == "M_INVALID_PARAM")
            let nobody = try events(bed, version: "11", inviting: "@nobody:one.test")
            let missing = try await send(bed, nobody)
            #expect(missing.status == 403 && missing.errorCode == "M_FORBIDDEN")
            let forged = try await send(bed, right) { body in
                guard case .object(var event)? = body["event"] else { return }
                event["signatures"] = ["stranger.test": ["ed25519:k3": "AAAA"]]
                body["event"] = .object(event)
            }
            #expect(forged.errorCode == "M_INVALID_PARAM")
        }
    }

    @Test("Where the create event names the room, an invite without it is refused")
    func roomState() async throws {
        try await RoomBed.run(Self.room) { bed in
            let right = try events(bed, version: "12")
            let none = try await send(bed, right, state: [])
            #expect(none.status == 400 && none.errorCode == "M_INVALID_PARAM")
            let wrong = try await send(bed, right, state: [right[1]])
            #expect(wrong.status == 400)
            let older = try events(bed, version: "11")
            #expect(try await send(bed, older, state: []).status == 200)
        }
    }
}
