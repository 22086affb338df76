import FederationCore
import MatrixJSON
import RoomEvents
import TestHomeserver
import Testing

@Suite("Acting by the control API", .serialized)
struct ActControlTests {
    private static let hall =
        #"{"rooms":[{"id":"hall","version":"11","members":["@ann:east.test"],"messages":20,"#
        + ##""aliases":["#hall:east.test"]}]}"##

    private static let bob =
        #"{"users":[{"name":"bob","displayname":"Bob","#
        + #""devices":[{"id":"PHONE","one_time_keys":2}]}],"#
        + #""media":[{"id":"cat","text":"cat","type":"text/plain"}]}"#

    private static let room: JSONValue = "!hall:east.test"

    private func joined(_ bed: ActingBed) async throws {
        let joined = try await bed.control(
            "join", ["room": Self.room, "user": "@bob:west.test", "via": "east.test"], west: true)
        #expect(joined["resident"] == "east.test")
        #expect(joined.list("findings").isEmpty && !joined.list("steps").isEmpty)
    }

    @Test("A room is made, joined, spoken in, looked at and left")
    func rooms() async throws {
        try await ActingBed.run(west: Self.bob) { bed in
            let made = try await bed.control(
                "create-room",
                [
                    "description": [
                        "id": "new", "version": "12", "members": ["@ann:east.test"],
                        "aliases": ["#new:east.test"],
                    ]
                ])
            let room = try #require(made["room_id"])
            // A description may call a room what that room's own description does.
            let club = try await bed.control(
                "create-room",
                [
                    "description": [
                        "id": "club", "version": "11", "members": ["@ann:east.test"],
                        "join_rule": "restricted", "allow": ["new"],
                    ]
                ])
            let rules = try await bed.control(
                "room", ["room": try #require(club["room_id"]), "full": true])
            let rule = rules.list("state").first { $0["type"] == "m.room.join_rules" }
            #expect(rule?["event"]?["content"]?.list("allow").first?["room_id"] == room)
            _ = try await bed.control(
                "join",
                ["room": "#new:east.test", "user": "@bob:west.test", "omit_members": true],
                west: true)
            let sent = try await bed.control(
                "send",
                [
                    "room": room, "sender": "@ann:east.test", "type": "m.room.message",
                    "content": ["body": "hello"],
                ])
            #expect(sent["verdict"] == "accepted")
            let id = try #require(sent["event_id"])
            let arrived = try await bed.control(
                "event", ["event": id, "wait_ms": 10_000], west: true)
            #expect(arrived["verdict"] == "accepted" && arrived["room_id"] == room)
            #expect(arrived["event"]?["content"]?["body"] == "hello")
            let looked = try await bed.control("room", ["room": room, "full": true], west: true)
            #expect(looked["joined_servers"] == ["east.test": 1, "west.test": 1])
            #expect(looked["memberships"]?["@bob:west.test"] == "join")
            #expect(looked["forward_extremities"] == [id])
            #expect(looked.list("state").allSatisfy { $0["event"] != nil })
            let events = try await bed.control("events", ["room": room, "limit": 3])
            #expect(events.list("events").first?["event_id"] == id)
            _ = try await bed.control(
                "leave", ["room": room, "user": "@bob:west.test"], west: true)
            let rooms = try await bed.control("rooms", west: true)
            #expect(rooms.list("rooms").first?["joined"] == false)
            let outbox = try await bed.control("outbox", ["wait_ms": 10_000])
            #expect(outbox["idle"] == true)
            #expect(outbox.list("destinations").first?["delivered"] != 0)
        }
    }

    @Test("What cannot be done is refused, with the reason of others")
    func refused() async throws {
        try await ActingBed.run(east: Self.hall) { bed in
            let cases: [(String, JSONObject, Int)] = [
                ("room", ["room": "!none:east.test"], 404),
                ("event", ["event": "$none:east.test"], 404),
                ("send", ["room": Self.room, "sender": "@ann:west.test", "type": "m.a"], 403),
                ("send", ["room": Self.room, "sender": "@ann:east.test"], 400),
                ("join", ["room": "nowhere", "user": "@ann:east.test"], 400),
                ("join", ["room": "!x:west.test", "user": "@ann:east.test"], 502),
                ("kick", ["room": Self.room, "sender": "@no:east.test", "user": "@x:y"], 403),
                ("create-room", ["description": ["id": "hall", "version": "99"]], 400),
                (
                    "create-room",
                    [
                        "description": [
                            "id": "b", "members": ["@ann:east.test"],
                            "aliases": ["#hall:east.test"],
                        ]
                    ], 400
                ),
                (
                    "create-room",
                    ["description": ["id": "hall", "version": "11", "members": ["@a:east.test"]]],
                    400
                ),
                (
                    "kick",
                    [
                        "room": Self.room, "sender": "@ann:east.test", "user": "@ghost:west.test",
                    ], 403
                ),
                (
                    "unban",
                    ["room": Self.room, "sender": "@ann:east.test", "user": "@ann:east.test"], 403
                ),
                (
                    "send",
                    [
                        "room": Self.room, "sender": "@ann:east.test", "type": "m.a",
                        "prev_events": [],
                    ], 400
                ),
                (
                    "send",
                    [
                        "room": Self.room, "sender": "@ann:east.test", "type": "m.a",
                        "content": ["x": .number("1.5")],
                    ], 400
                ),
                (
                    "send",
                    [
                        "room": Self.room, "sender": "@ann:east.test", "type": "m.a",
                        "prev_events": [.string("$" + String(repeating: "A", count: 43))],
                    ], 404
                ),
                ("deliver", ["room": Self.room, "events": []], 400),
                ("backfill", ["room": Self.room], 404),
                ("request", ["destination": "west.test"], 400),
                ("request", ["destination": "nowhere.test", "operation": "version"], 502),
                ("announce-device", ["user": "@nobody:east.test", "device": "A"], 404),
                (
                    "events",
                    [
                        "room": Self.room,
                        "before": .string("$" + String(repeating: "A", count: 43)),
                    ], 404
                ),
                ("received", ["room": "!none:east.test"], 404),
                (
                    "edu", ["type": "m.typing", "content": ["room_id": "!none:east.test"]],
                    404
                ),
                ("edu", ["type": "m.receipt", "content": ["!none:east.test": [:]]], 404),
                ("edu", ["type": "m.typing", "content": [:]], 400),
                ("edu", ["type": "m.typing", "content": ["room_id": "hall"]], 400),
                ("edu", ["type": "m.presence", "content": [:]], 400),
                ("edu", ["type": "org.example.new", "content": [:]], 400),
                // Nobody else is there, which is no mistake.
                ("edu", ["type": "m.typing", "content": ["room_id": Self.room]], 200),
            ]
            for (name, arguments, status) in cases {
                let response = try await bed.response(of: name, arguments)
                #expect(response.status == status, "\(name) \(arguments): \(response.json)")
            }
        }
    }

    @Test("A user is invited, and finds the invite; history is fetched")
    func invited() async throws {
        try await ActingBed.run(east: Self.hall, west: Self.bob) { bed in
            let invite = try await bed.control(
                "invite",
                ["room": Self.room, "sender": "@ann:east.test", "user": "@bob:west.test"])
            let invites = try await bed.control("invites", west: true)
            #expect(invites.list("invites").map { $0["event_id"] } == [invite["event_id"]])
            try await joined(bed)
            let history = try await bed.control("backfill", ["room": Self.room], west: true)
            let events = history.list("events")
            #expect(events.count > 20)
            #expect(events.allSatisfy { $0["verdict"] == "accepted" })
        }
    }

    @Test("What is told without events arrives, and is remembered")
    func edus() async throws {
        try await ActingBed.run(east: Self.hall, west: Self.bob) { bed in
            try await joined(bed)
            let edus: [(String, JSONValue)] = [
                (
                    "m.typing",
                    ["room_id": Self.room, "user_id": "@bob:west.test", "typing": true]
                ),
                (
                    "m.presence",
                    [
                        "push": [
                            [
                                "user_id": "@bob:west.test", "presence": "online",
                                "last_active_ago": 5,
                            ]
                        ]
                    ]
                ),
            ]
            for (type, content) in edus {
                let sent = try await bed.control(
                    "edu", ["type": .string(type), "content": content], west: true)
                #expect(sent["to"] == ["east.test"], "\(type)")
            }
            let announced = try await bed.control(
                "announce-device", ["user": "@bob:west.test", "device": "PHONE"], west: true)
            #expect(announced["to"] == ["east.test"])
            // One that is not there has gone; it says which update came before it.
            _ = try await bed.control(
                "announce-device", ["user": "@bob:west.test", "device": "TABLET"], west: true)
            _ = try await bed.control("outbox", ["wait_ms": 10_000], west: true)
            let received = try await bed.control(
                "received", ["room": Self.room, "user": "@bob:west.test"])
            #expect(received["typing"] == ["@bob:west.test"])
            #expect(received["presence"]?["presence"] == "online")
            let update = received.list("device_updates").first
            #expect(update?["device_id"] == "PHONE" && update?["keys"] != nil)
            let message: JSONObject = [
                "sender": "@ann:east.test", "type": "m.dummy", "message_id": "m1",
                "messages": ["@bob:west.test": ["PHONE": ["a": 1]]],
            ]
            let to = try await bed.control(
                "edu", ["type": "m.direct_to_device", "content": .object(message)])
            #expect(to["to"] == ["west.test"])
            _ = try await bed.control("outbox", ["wait_ms": 10_000])
            let got = try await bed.control("received", ["user": "@bob:west.test"], west: true)
            #expect(got.list("messages").first?["content"] == ["a": 1])
            let judged = try await bed.control("received")
            #expect(
                judged.list("judgements").allSatisfy {
                    $0["transaction"]?["verdict"] == "pass" && $0["origin"] == "west.test"
                }, "\(judged)")
        }
    }

    @Test("Devices that change are told to others; events of transactions are judged one by one")
    func changedDevices() async throws {
        try await ActingBed.run(east: Self.hall, west: Self.bob) { bed in
            let alone = try await bed.control(
                "set-user", ["name": "bob", "devices": [["id": "PHONE"]]], west: true)
            #expect(alone["to"] == [])
            try await joined(bed)
            let changed = try await bed.control(
                "set-user",
                [
                    "name": "bob", "cross_signing": true,
                    "devices": [["id": "PHONE"], ["id": "TABLET", "display_name": "mine"]],
                ], west: true)
            #expect(changed["to"] == ["east.test"])
            let same = try await bed.control(
                "set-user", ["name": "bob", "displayname": "Bobby"], west: true)
            #expect(same["to"] == [])
            let gone = try await bed.control(
                "set-user",
                ["name": "bob", "devices": [["id": "TABLET", "display_name": "mine"]]],
                west: true)
            #expect(gone["to"] == ["east.test"])
            _ = try await bed.control(
                "send",
                [
                    "room": Self.room, "sender": "@bob:west.test", "type": "m.room.message",
                    "content": ["body": "hello"],
                ], west: true)
            _ = try await bed.control("outbox", ["wait_ms": 10_000], west: true)
            let received = try await bed.control("received", ["user": "@bob:west.test"])
            let updates = received.list("device_updates")
            let phone = updates.last { $0["device_id"] == "PHONE" }
            #expect(phone?["deleted"] == true, "\(updates)")
            let tablet = updates.last { $0["device_id"] == "TABLET" }
            #expect(tablet?["device_display_name"] == "mine" && tablet?["keys"] != nil)
            #expect(received["signing_keys"]?["master_key"] != nil, "\(received)")
            let removed = try await bed.control("remove-user", ["name": "bob"], west: true)
            #expect(removed["to"] == ["east.test"])
            _ = try await bed.control("outbox", ["wait_ms": 10_000], west: true)
            let left = try await bed.control("received", ["user": "@bob:west.test"])
            #expect(left.list("device_updates").allSatisfy { $0["deleted"] == true }, "\(left)")
            let transactions = received.list("judgements").compactMap { $0["transaction"] }
            #expect(transactions.allSatisfy { $0["verdict"] == "pass" }, "\(transactions)")
            let events = transactions.flatMap { $0.list("pdus") }
            #expect(events.map { $0["outcome"] } == ["accepted"], "\(transactions)")
            #expect(events.first?["type"] == "m.room.message")
            #expect(events.first?["signed"] == ["west.test"])
        }
    }

    @Test("Any request is signed and sent, and its answer given")
    func requests() async throws {
        try await ActingBed.run(east: Self.hall, west: Self.bob) { bed in
            let profile = try await bed.control(
                "request",
                [
                    "destination": "west.test", "operation": "profile",
                    "parameters": ["user_id": "@bob:west.test"],
                ])
            #expect(profile["status"] == 200 && profile["body"]?["displayname"] == "Bob")
            let claimed = try await bed.control(
                "request",
                [
                    "destination": "west.test", "operation": "keys-claim",
                    "body": ["one_time_keys": ["@bob:west.test": ["PHONE": "signed_curve25519"]]],
                ])
            let keys = claimed["body"]?["one_time_keys"]?["@bob:west.test"]?["PHONE"]
            #expect(keys?.names.count == 1)
            let media = try await bed.control(
                "request",
                [
                    "destination": "west.test", "operation": "media-download",
                    "parameters": ["mediaId": "cat"],
                ])
            #expect(media["status"] == 200)
            let type = media.list("headers").first {
                $0["name"]?.text?.lowercased() == "content-type"
            }
            #expect(type?["value"]?.text?.contains("multipart/mixed") == true)
            let bytes = try UnpaddedBase64.decode(media["body_base64"]?.text ?? "")
            #expect(String(decoding: bytes, as: UTF8.self).contains("cat"))
            let raw = try await bed.control(
                "request",
                ["destination": "west.test", "method": "GET", "target": "/_matrix/nothing?a=b"])
            #expect(raw["status"] == 404 && raw["body"]?["errcode"] == "M_UNRECOGNIZED")
        }
    }
}
