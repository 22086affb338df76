import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import Testing

@Suite("Joining rooms of the embedded homeserver", .serialized)
struct JoinTests {
    private static let lobby =
        #"{"id":"lobby","version":"VERSION","members":["@a:one.test","@b:two.test"],"messages":3}"#

    @Test(
        "A server joins a public room of every version and finds nothing wrong",
        arguments: RoomVersion.all)
    func everyVersion(version: RoomVersion) async throws {
        let room = Self.lobby.replacing("VERSION", with: version.identifier)
        try await RoomBed.run(room) { bed in
            let joined = try await bed.join()
            #expect(joined.isSound, "\(joined.findings)")
            #expect(Set(joined.serversInRoom.map(\.description)) == ["one.test", "two.test"])
            #expect(!joined.isPartial)
            let before = Set(bed.events.filter(\.isState).map(\.eventID))
            #expect(Set(joined.state.map(\.eventID)) == before)
            var copy = try StrangerRoom(joined, bed)
            #expect(try await copy.error(of: try copy.add()) == nil)
            let again = try await bed.hand("send-join", joined.event)
            #expect(again.status == 200)
            #expect(again.json.list("state").count == before.count)
        }
    }

    @Test("The first version of the endpoint answers the same in an array")
    func firstVersion() async throws {
        try await RoomBed.run(Self.lobby.replacing("VERSION", with: "6")) { bed in
            let event = try await bed.membership("make-join")
            let answer = try await bed.hand("send-join-v1", event)
            guard case .array(let parts) = answer.json else {
                Issue.record("no array")
                return
            }
            #expect(parts.first == 200 && parts.count == 2)
            #expect(parts.last?.list("state").isEmpty == false)
        }
    }

    @Test("Where members may be left out, those who name a nameless room stay")
    func partial() async throws {
        let members = (0..<9).map { #""@u\#($0):one.test""# }.joined(separator: ",")
        let room = #"{"id":"a","version":"11","members":["@z:two.test",\#(members)]NAME}"#
        for (name, heroes) in [("", 5), (#","name":"Lobby""#, 0)] {
            try await RoomBed.run(room.replacing("NAME", with: name)) { bed in
                let joined = try await bed.join(omitsMembers: true)
                #expect(joined.isSound, "\(joined.findings)")
                #expect(joined.isPartial)
                let members = joined.state.filter { $0.type == "m.room.member" }
                #expect(members.count == heroes)
                #expect(Set(joined.serversInRoom.map(\.description)) == ["one.test", "two.test"])
            }
        }
    }

    @Test("A template names the room, the user, and no more than twenty events before it")
    func template() async throws {
        try await RoomBed.run(Self.lobby.replacing("VERSION", with: "10")) { bed in
            let answer = try await bed.bed.ask(
                "make-join",
                [
                    ("roomId", "!lobby:one.test"), ("userId", "@bob:stranger.test"), ("ver", "9"),
                    ("ver", "10"),
                ])
            #expect(answer.json["room_version"] == "10")
            let event = try #require(answer.json["event"])
            #expect(event["room_id"] == "!lobby:one.test" && event["type"] == "m.room.member")
            #expect(
                event["sender"] == "@bob:stranger.test" && event["sender"] == event["state_key"])
            #expect(event["content"] == ["membership": "join"])
            #expect(event["signatures"] == nil && event["hashes"] == nil)
            #expect(
                event.list("prev_events") == [
                    .string(try #require(bed.events.last).eventID.description)
                ])
            let needed = ["m.room.create", "m.room.power_levels", "m.room.join_rules"]
            let ids = try needed.map { JSONValue.string(try bed.event($0).eventID.description) }
            #expect(Set(event.list("auth_events")) == Set(ids))
        }
    }

    @Test(
        "A template is refused with the error that says why",
        arguments: [
            (#""version":"6""#, "!nope:one.test", "@bob:stranger.test", 404, "M_NOT_FOUND"),
            (#""version":"6""#, nil, "@bob:elsewhere.test", 403, "M_FORBIDDEN"),
            (#""version":"6","join_rule":"invite""#, nil, "@bob:stranger.test", 403, "M_FORBIDDEN"),
            (#""version":"5""#, nil, "@bob:stranger.test", 400, "M_INCOMPATIBLE_ROOM_VERSION"),
            (#""version":"6","federate":false"#, nil, "@bob:stranger.test", 403, "M_FORBIDDEN"),
            (
                #""version":"6","acl":{"deny":["*.TEST"]}"#, nil, "@bob:stranger.test", 403,
                "M_FORBIDDEN"
            ),
            (
                #""version":"6","members":["@a:one.test","#
                    + #"{"user":"@bob:stranger.test","membership":"ban"}]"#,
                nil, "@bob:stranger.test", 403, "M_FORBIDDEN"
            ),
        ] as [(String, String?, String, Int, String)])
    func refusedTemplate(
        room: String, id: String?, user: String, status: Int, code: String
    ) async throws {
        try await RoomBed.run(#"{"id":"a","crowd":1,\#(room)}"#) { bed in
            let answer = try await bed.bed.ask(
                "make-join",
                [("roomId", id ?? bed.id().description), ("userId", user), ("ver", "6")])
            #expect(answer.status == status && answer.errorCode == code, "\(answer.json)")
            let version: JSONValue? = code == "M_INCOMPATIBLE_ROOM_VERSION" ? "5" : nil
            #expect(answer.json["room_version"] == version)
        }
    }

    @Test("A server that names no version knows version 1 alone")
    func noVersions() async throws {
        for (version, status) in [("1", 200), ("2", 400)] {
            try await RoomBed.run(Self.lobby.replacing("VERSION", with: version)) { bed in
                let answer = try await bed.bed.ask(
                    "make-join",
                    [("roomId", "!lobby:one.test"), ("userId", "@bob:stranger.test")])
                #expect(answer.status == status)
            }
        }
    }

    /// What is changed in a right join, and what the answer is.
    private static let lies: [(String, @Sendable (inout JSONObject) -> Void)] = [
        ("type", { $0["type"] = "m.room.name" }),
        ("membership", { $0["content"] = ["membership": "leave"] }),
        ("sender", { $0["sender"] = "@bob:two.test" }),
        ("state key", { $0["state_key"] = "@eve:stranger.test" }),
        ("room", { $0["room_id"] = "!other:one.test" }),
        ("form", { $0["depth"] = "1" }),
    ]

    @Test(
        "A join that is another event than it has to be is M_INVALID_PARAM",
        arguments: 0..<6)
    func lies(index: Int) async throws {
        try await RoomBed.run(Self.lobby.replacing("VERSION", with: "10")) { bed in
            let right = try await bed.membership("make-join")
            guard case .object(var object) = right.document.root.value else { return }
            object["hashes"] = nil
            object["signatures"] = nil
            Self.lies[index].1(&object)
            let bytes = try signEvent(
                object, version: bed.version(), as: bed.bed.stranger.serverName,
                with: bed.bed.stranger.key
            ).canonicalBytes()
            let id = RoomEvents.eventID(
                of: try JSONDocument(parsing: bytes), version: bed.version())
            let endpoint = try #require(Endpoint.named("send-join"))
            let answer = try await bed.bed.ask(
                try FederationRequest(
                    endpoint, to: try ServerName(parsing: "one.test"),
                    parameters: [
                        RequestParameter("roomId", "!lobby:one.test"),
                        RequestParameter("eventId", "\(try #require(id))"),
                    ], body: .bytes(bytes)))
            #expect(answer.status == 400, "\(Self.lies[index].0)")
            #expect(answer.errorCode == "M_INVALID_PARAM", "\(answer.json)")
        }
    }

    @Test("A join with another hash, another signature or another ID is M_INVALID_PARAM")
    func unsigned() async throws {
        try await RoomBed.run(Self.lobby.replacing("VERSION", with: "10")) { bed in
            let right = try await bed.membership("make-join")
            guard case .object(var object) = right.document.root.value else { return }
            object["content"] = ["membership": "join", "displayname": "changed"]
            let rehashed = try Event(parsing: object.canonicalBytes(), version: bed.version())
            #expect(try await bed.hand("send-join", rehashed).errorCode == "M_INVALID_PARAM")
            guard case .object(var unsigned) = right.document.root.value else { return }
            unsigned["signatures"] = ["stranger.test": ["ed25519:k3": "AAAA"]]
            let event = try Event(parsing: unsigned.canonicalBytes(), version: bed.version())
            #expect(try await bed.hand("send-join", event).errorCode == "M_INVALID_PARAM")
            let other = try await bed.membership("make-join") { $0["depth"] = 77 }
            let endpoint = try #require(Endpoint.named("send-join"))
            let answer = try await bed.bed.ask(
                try FederationRequest(
                    endpoint, to: try ServerName(parsing: "one.test"),
                    parameters: [
                        RequestParameter("roomId", "!lobby:one.test"),
                        RequestParameter("eventId", right.eventID.description),
                    ], body: .bytes(other.source.canonicalBytes)))
            #expect(answer.errorCode == "M_INVALID_PARAM")
            #expect(try await bed.hand("send-join", right).status == 200)
        }
    }

    @Test("A join that the room does not allow is 403")
    func forbidden() async throws {
        try await RoomBed.run(Self.lobby.replacing("VERSION", with: "10")) { bed in
            let event = try await bed.membership("make-join") { template in
                // Without its auth events, the join is rejected.
                template["auth_events"] = []
            }
            let answer = try await bed.hand("send-join", event)
            #expect(answer.status == 403 && answer.errorCode == "M_FORBIDDEN", "\(answer.json)")
            let unknown = try await bed.membership("make-join") { template in
                template["prev_events"] = [
                    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                ]
            }
            #expect(try await bed.hand("send-join", unknown).errorCode == "M_INVALID_PARAM")
        }
    }
}
