import FederationCore
import MatrixJSON
import Testing

/// A tour through every operation of the control API; what is asked and answered is held to the schema.
struct ControlTour {
    let bed: ActingBed
    /// The operations that were done.
    private(set) var done: Set<String> = []

    init(bed: ActingBed) {
        self.bed = bed
    }

    static let east =
        #"{"rooms":[{"id":"hall","version":"11","members":["@ann:east.test"],"messages":20},"#
        + #"{"id":"club","version":"11","join_rule":"knock","members":["@ann:east.test"]}]}"#
    static let west =
        #"{"users":[{"name":"bob","devices":[{"id":"PHONE"}]},{"name":"carol"}]}"#

    private static let hall: JSONValue = "!hall:east.test"

    /// Does everything, the end last.
    mutating func run() async throws {
        try await home()
        try await requests()
        try await rooms()
        try await history()
        try await memberships()
        try await ephemera()
        _ = try await act("shutdown")
    }

    @discardableResult
    private mutating func act(
        _ name: String, _ arguments: JSONObject = [:], west: Bool = false
    ) async throws -> JSONValue {
        done.insert(name)
        return try await bed.control(name, arguments, west: west)
    }

    private mutating func home() async throws {
        try await act("operations")
        try await act("servers")
        try await act(
            "set-user", ["name": "eve", "displayname": "Eve", "devices": [["id": "A"]]])
        try await act("remove-user", ["name": "eve"])
        let number = try await act(
            "set-fault",
            [
                "fault": "delay", "value": 1, "endpoint": ["version"], "count": 1,
                "server": "east.test", "peer": "other.test", "probability": .number("0.5"),
            ])["number"]
        try await act("faults")
        try await act("remove-fault", ["number": try #require(number)])
    }

    private mutating func requests() async throws {
        let watch = try #require(
            try await act("watch", ["endpoint": "version", "hold": true])["watch"])
        done.insert("request")
        async let asked = bed.control(
            "request", ["destination": "east.test", "operation": "version"], west: true)
        let met = try await act("await", ["watch": watch])
        let number = try #require(met["request"]?["number"])
        let made = try await act("answer", ["number": number, "action": "make"])
        #expect(made["json"]?["server"]?["name"] == "fedctl")
        try await act("answer", ["number": number, "action": "go-on"])
        #expect(try await asked["status"] == 200)
        try await act("unwatch", ["watch": watch])
        try await act("journal", ["direction": "in", "limit": 10])
    }

    private mutating func rooms() async throws {
        try await act(
            "create-room", ["description": ["id": "new", "members": ["@ann:east.test"]]])
        try await act("join", ["room": Self.hall, "user": "@bob:west.test"], west: true)
        let sent = try await act("send", Self.message("hello"))
        let id = try #require(sent["event_id"])
        try await act("event", ["event": id, "wait_ms": 10_000], west: true)
        try await act("room", ["room": Self.hall, "full": true], west: true)
        try await act("rooms")
        var withheld = Self.message("later")
        withheld["withhold"] = true
        let later = try #require(try await act("send", withheld)["event_id"])
        try await act("deliver", ["room": Self.hall, "events": [later], "to": "west.test"])
        try await act("event", ["event": later, "wait_ms": 10_000], west: true)
    }

    private mutating func history() async throws {
        try await act("backfill", ["room": Self.hall, "limit": 2], west: true)
        let events = try await act("events", ["room": Self.hall, "full": true]).list("events")
        let old = try #require(events[14]["event_id"])
        try await act(
            "fetch-event", ["room": Self.hall, "event": old, "from": "east.test"], west: true)
    }

    private mutating func memberships() async throws {
        let carol: JSONValue = "@carol:west.test"
        let asAnn: JSONObject = [
            "room": Self.hall, "sender": "@ann:east.test", "user": carol,
        ]
        let invite = try #require(try await act("invite", asAnn)["event_id"])
        try await act("event", ["event": invite, "wait_ms": 10_000], west: true)
        try await act("invites", west: true)
        let leave = try #require(
            try await act("leave", ["room": Self.hall, "user": carol], west: true)["event_id"])
        try await act("event", ["event": leave, "wait_ms": 10_000])
        try await act("ban", asAnn)
        try await act("unban", asAnn)
        try await act(
            "knock", ["room": "!club:east.test", "user": carol, "via": ["east.test"]], west: true)
        var kick = asAnn
        kick["room"] = "!club:east.test"
        try await act("kick", kick)
    }

    private mutating func ephemera() async throws {
        let receipt: JSONObject = [
            "m.read": [
                "@bob:west.test": [
                    "data": ["ts": 1],
                    "event_ids": [
                        try #require(
                            try await act("events", ["room": Self.hall, "limit": 1])
                                .list("events").first?["event_id"])
                    ],
                ]
            ]
        ]
        try await act(
            "edu",
            ["type": "m.receipt", "content": ["!hall:east.test": .object(receipt)]], west: true)
        try await act(
            "edu",
            [
                "type": "m.direct_to_device", "to": "east.test",
                "content": [
                    "sender": "@bob:west.test", "type": "m.dummy", "message_id": "m1",
                    "messages": ["@ann:east.test": ["A": ["a": 1]]],
                ],
            ], west: true)
        try await act(
            "announce-device", ["user": "@bob:west.test", "device": "PHONE"], west: true)
        try await act("outbox", ["wait_ms": 10_000], west: true)
        let received = try await act(
            "received", ["room": Self.hall, "user": "@bob:west.test"])
        #expect(received.list("receipts").count == 1, "\(received)")
        #expect(received.list("device_updates").count == 1)
    }

    private static func message(_ text: String) -> JSONObject {
        [
            "room": hall, "sender": "@ann:east.test", "type": "m.room.message",
            "content": ["msgtype": "m.text", "body": .string(text)],
        ]
    }
}
