import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import TestHomeserver
import Testing

@Suite("What is said of the rooms of the embedded homeserver beside their events")
struct ServedRoomTests {
    private static let rooms = #"""
        {"id":"space","version":"10","type":"m.space","name":"Space","listed":true,
         "members":["@a:one.test"],"children":[{"room":"open"},{"room":"closed","suggested":true}]},
        {"id":"open","version":"12","name":"Open","topic":"Cats","listed":true,
         "aliases":["#cats:one.test"],"members":["@a:one.test","@b:one.test"]},
        {"id":"closed","version":"10","join_rule":"invite","members":["@a:one.test"]}
        """#

    @Test("Listed rooms are in the directory, and no others")
    func directory() async throws {
        try await RoomBed.run(Self.rooms) { bed in
            let page = try await bed.bed.ask("public-rooms", [("limit", "1")]).json
            #expect(page.list("chunk").map { $0["name"] } == ["Open"])
            #expect(page["total_room_count_estimate"] == 2)
            let entry = try #require(page.list("chunk").first)
            #expect(entry["room_id"] == .string(bed.id(1).description))
            #expect(entry["num_joined_members"] == 2)
            #expect(entry["canonical_alias"] == "#cats:one.test")
            #expect(entry["join_rule"] == "public")
            #expect(entry["world_readable"] == false)
            let next = try #require(page["next_batch"]?.text)
            let second = try await bed.bed.ask("public-rooms", [("limit", "1"), ("since", next)])
            #expect(second.json.list("chunk").map { $0["room_type"] } == ["m.space"])
            #expect(second.json["next_batch"] == nil)
            let found = try await bed.bed.ask(
                "public-rooms-search", body: ["filter": ["generic_search_term": "cat"]])
            #expect(found.json.list("chunk").map { $0["name"] } == ["Open"])
        }
    }

    @Test("An alias names its room and the servers in it, and is asked of its own server only")
    func alias() async throws {
        try await RoomBed.run(Self.rooms) { bed in
            let answer = try await bed.bed.ask("directory", [("room_alias", "#cats:one.test")])
            #expect(
                answer.json
                    == ["room_id": .string(bed.id(1).description), "servers": ["one.test"]])
            for alias in ["#dogs:one.test", "#cats:two.test"] {
                let none = try await bed.bed.ask("directory", [("room_alias", alias)])
                #expect(none.status == 404)
                #expect(none.errorCode == "M_NOT_FOUND")
            }
        }
    }

    @Test("A space lists its rooms, and those that the asking server cannot enter by their ID only")
    func hierarchy() async throws {
        try await RoomBed.run(Self.rooms) { bed in
            let ask = { (room: RoomID, suggested: String) in
                try await bed.bed.ask(
                    "hierarchy",
                    [("roomId", room.description), ("suggested_only", suggested)])
            }
            let answer = try await ask(bed.id(), "false").json
            #expect(answer["room"]?["name"] == "Space")
            #expect(answer["room"]?.list("children_state").count == 2)
            #expect(answer.list("children").map { $0["name"] } == ["Open"])
            #expect(answer.list("inaccessible_children") == [.string(bed.id(2).description)])
            let suggested = try await ask(bed.id(), "true").json
            #expect(suggested.list("children").isEmpty)
            #expect(suggested["room"]?.list("children_state").count == 1)
            #expect(try await ask(bed.id(2), "false").errorCode == "M_NOT_FOUND")
        }
    }

    @Test("Who is in a room is a user, though nothing else is known of them")
    func member() async throws {
        try await RoomBed.run(Self.rooms) { bed in
            let profile = try await bed.bed.ask("profile", [("user_id", "@a:one.test")])
            #expect(profile.status == 200)
            let devices = try await bed.bed.ask("user-devices", [("userId", "@a:one.test")])
            #expect(devices.json["devices"] == [])
        }
    }

    @Test("EDUs about a room are judged by who is in it, and the journal says how")
    func ephemera() async throws {
        try await RoomBed.run(Self.rooms) { bed in
            _ = try await bed.join(1)
            let room = bed.id(1).description
            let typing = { (user: String) -> JSONValue in
                [
                    "edu_type": "m.typing",
                    "content": [
                        "room_id": .string(room), "user_id": .string(user), "typing": true,
                    ],
                ]
            }
            let body: JSONObject = [
                "origin": "stranger.test", "origin_server_ts": 1, "pdus": [],
                "edus": [
                    typing("@bob:stranger.test"), typing("@carol:stranger.test"),
                    typing("@a:one.test"), ["edu_type": "x", "content": [:]],
                ],
            ]
            for _ in 0..<2 {
                let request = try FederationRequest(
                    method: "PUT", target: "/_matrix/federation/v1/send/7",
                    to: try ServerName(parsing: "one.test"), body: .json(.object(body)))
                let response = try await bed.bed.ask(request)
                #expect(response.json == ["pdus": [:]])
            }
            let sent = bed.bed.journal.requests.filter { $0.endpoint == "send" }
            #expect(sent.count == 2)
            let judgement = try #require(sent.first?.transaction)
            #expect(judgement.id == "7")
            #expect(judgement.origin == bed.bed.stranger.serverName)
            #expect(judgement.remarks.isEmpty)
            #expect(judgement.edus.map(\.verdict) == [.pass, .fail, .fail, .warn])
            #expect(judgement.edus.map(\.isTaken) == [true, false, false, false])
            #expect(
                judgement.edus.flatMap { $0.remarks.map(\.rule.id) }
                    == ["edu.membership", "edu.sender", "edu.type"])
            // A transaction that is sent again is not judged again.
            #expect(sent.last?.transaction == nil)
        }
    }

    @Test("The policy server of a room signs its events, unless they are forged or forbidden")
    func policy() async throws {
        let room =
            #"{"id":"a","version":"10","members":["@a:one.test"],"policy":{"via":"one.test"}}"#
        let more = #","policy_server":{"refuse_words":["spam"]}"#
        try await RoomBed.run(room, more: more) { bed in
            let make = { (text: String) in
                try bed.signed([
                    "type": "m.room.message", "sender": "@bob:stranger.test", "depth": 9,
                    "content": ["body": .string(text)], "room_id": .string(bed.id().description),
                    "origin_server_ts": 1, "prev_events": [], "auth_events": [],
                ])
            }
            let ask = { (body: [UInt8]) in
                try await bed.bed.ask(
                    try FederationRequest(
                        method: "POST", target: "/_matrix/policy/v1/sign",
                        to: try ServerName(parsing: "one.test"), body: .bytes(body)))
            }
            let event = try make("ham")
            let answer = try await ask(event.source.canonicalBytes)
            #expect(answer.status == 200)
            #expect(answer.json["one.test"]?.names == ["ed25519:policy_server"])
            let spam = try await ask(try make("SPAM!").source.canonicalBytes)
            #expect(spam.status == 400)
            #expect(spam.errorCode == "M_FORBIDDEN")
            guard case .object(var forged) = event.document.root.value else { return }
            forged["content"] = ["body": "other"]
            let refused = try await ask(forged.canonicalBytes())
            #expect(refused.status == 400)
            #expect(refused.errorCode == "M_FORBIDDEN")
            forged["sender"] = 1
            let malformed = try await ask(forged.canonicalBytes())
            #expect(malformed.errorCode == "M_BAD_JSON")
        }
    }
}
