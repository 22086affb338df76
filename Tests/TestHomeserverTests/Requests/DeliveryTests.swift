import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import Testing

@testable import struct TestHomeserver.ActingServer
@testable import class TestHomeserver.EphemeralMemory
@testable import class TestHomeserver.HostedRoom
@testable import class TestHomeserver.RunningHomeserver
@testable import class TestHomeserver.ServerState
@testable import struct TestHomeserver.UserSigningKey

/// What is delivered by the client into a room that was joined by exchange, as the homeserver has it then.
@Suite("Delivery to the embedded homeserver")
struct DeliveryTests {
    private static let bob = "@bob:stranger.test"
    private static let alice = "@alice:one.test"

    private static func run(
        _ version: String, body: (RequestBed, StrangerRoom) async throws -> Void
    ) async throws {
        let room = #"{"id":"r","version":"\#(version)","members":["\#(alice)"]}"#
        let more = #","users":[{"name":"alice","devices":[{"id":"PHONE"}]}]"#
        try await RequestBed.run(room, more: more) { bed in
            let joined = try await JoinExchange(
                as: Participant(
                    identity: bed.identity, federation: bed.client,
                    verifyKeys: try bed.rooms.keys, time: try bed.rooms.participant.time)
            ).join(
                JoinRequest(
                    bed.rooms.id(), as: UserID(parsing: bob), through: [RequestBed.home()]))
            #expect(joined.isSound, "\(joined.findings)")
            try await body(bed, try StrangerRoom(joined, bed.rooms))
        }
    }

    /// Delivers a transaction, and gives what was said of it.
    private static func deliver(
        _ bed: RequestBed, _ id: String, pdus: [Event] = [], edus: [JSONObject] = []
    ) async throws -> TransactionAnswer {
        let transaction = Transaction(
            id, from: bed.identity.serverName, at: RoomBed.milliseconds, pdus: pdus, edus: edus)
        let exchange = try await bed.client.send(
            transaction.request(to: RequestBed.home()), signedBy: bed.identity)
        #expect(exchange.response.status == 200)
        return TransactionAnswer(exchange.response.body, to: transaction)
    }

    @Test("An event is taken into the room", arguments: RoomVersion.all.map(\.identifier))
    func event(version: String) async throws {
        try await Self.run(version) { bed, copy in
            let event = try copy.make(content: ["msgtype": "m.text", "body": "over the wire"])
            let answer = try await Self.deliver(bed, "pdu", pdus: [event])
            #expect(answer.results.map(\.outcome) == [.taken])
            let hosted = try bed.hosted()
            let there = hosted.read { $0[event.eventID]?.document.bytes }
            #expect(there == event.document.bytes)
            #expect(hosted.read { $0.forwardExtremities.map(\.eventID) } == [event.eventID])
        }
    }

    @Test("An event of somebody who is not in the room is not taken")
    func negative() async throws {
        try await Self.run("11") { bed, copy in
            let event = try copy.make(by: "@carol:stranger.test")
            let answer = try await Self.deliver(bed, "pdu", pdus: [event])
            #expect(answer.results.map(\.outcome) != [.taken])
            #expect(
                try bed.hosted().read { timeline in
                    !timeline.forwardExtremities.contains { $0.eventID == event.eventID }
                })
        }
    }

    /// What each type of EDU is built from.
    private static func values(_ name: String, _ bed: RequestBed) throws -> [RequestParameter] {
        let room = "\(bed.rooms.id())"
        let event = "\(bed.rooms.events[0].eventID)"
        let values: [(String, String)] =
            switch name {
            case "typing": [("room_id", room), ("user_id", bob)]
            case "presence": [("user_id", bob), ("presence", "online")]
            case "receipt": [("room_id", room), ("user_id", bob), ("event_id", event)]
            case "device-list":
                [("user_id", bob), ("device_id", "DESK"), ("device_display_name", "the desk")]
            case "to-device":
                [
                    ("sender", bob), ("user_id", alice), ("type", "m.dummy"),
                    ("device_id", "PHONE"), ("content", #"{"a":1}"#),
                ]
            default: [("user_id", bob)] + (try crossSigningKeys())
            }
        return values.map { RequestParameter($0.0, $0.1) }
    }

    private static func crossSigningKeys() throws -> [(String, String)] {
        let user = try UserID(parsing: bob)
        let seed = try SigningSeed(bytes: [UInt8](repeating: 5, count: 32))
        let master = try UserSigningKey(of: user, purpose: "master", seed: seed)
        let own = try UserSigningKey(of: user, purpose: "self-signing", seed: seed)
        let key = { (key: UserSigningKey, usage: String) -> JSONObject in
            [
                "user_id": .string(bob), "usage": [.string(usage)],
                "keys": [key.keyID: .string(key.publicKey)],
            ]
        }
        let signed = master.signing(key(own, "self_signing"))
        return [
            ("master_key", String(decoding: key(master, "master").canonicalBytes(), as: UTF8.self)),
            ("self_signing_key", String(decoding: signed.canonicalBytes(), as: UTF8.self)),
        ]
    }

    @Test("Ephemeral data of all six types is received")
    func edus() async throws {
        try await Self.run("11") { bed, _ in
            var edus: [JSONObject] = []
            for builder in EDUBuilder.all {
                edus.append(
                    try builder.build(
                        Self.values(builder.name, bed), now: RoomBed.milliseconds))
            }
            #expect(edus.count == 6)
            _ = try await Self.deliver(bed, "edus", edus: edus)
            let acting = try #require(bed.rooms.bed.running.router.acting(as: RequestBed.home()))
            let memory = acting.state.ephemera
            let bob = try UserID(parsing: Self.bob)
            #expect(memory.typing(in: bed.rooms.id()) == [bob])
            #expect(memory.presence(of: bob)?["presence"] == "online")
            let receipts = memory.receipts(in: bed.rooms.id())
            #expect(receipts.map(\.eventID.string) == ["\(bed.rooms.events[0].eventID)"])
            let devices = memory.deviceUpdates(of: bob).map { $0["device_display_name"]?.text }
            #expect(devices == ["the desk"])
            let messages = memory.messages(for: try UserID(parsing: Self.alice))
            #expect(messages.map(\.content) == [["a": 1]])
            #expect(messages.map(\.deviceID) == ["PHONE"])
            #expect(memory.signingKeys(of: bob)?["master_key"]?["user_id"]?.text == Self.bob)
            let judgement = try #require(memory.judgements.last)
            #expect(judgement.edus.count == 6)
            #expect(judgement.edus.allSatisfy { $0.remarks.isEmpty }, "\(judgement)")
        }
    }

    @Test("Ephemeral data about users of others leaves no trace")
    func foreign() async throws {
        try await Self.run("11") { bed, _ in
            let edu = try #require(EDUBuilder.named("presence")).build(
                [RequestParameter("user_id", Self.alice), RequestParameter("presence", "online")],
                now: RoomBed.milliseconds)
            _ = try await Self.deliver(bed, "foreign", edus: [edu])
            let acting = try #require(bed.rooms.bed.running.router.acting(as: RequestBed.home()))
            let presence = acting.state.ephemera.presence(of: try UserID(parsing: Self.alice))
            #expect(presence == nil)
        }
    }

    @Test(
        "Numbers that canonical JSON does not have go through unchanged up to room version 5",
        arguments: ["1", "2", "3", "4", "5"], ["1.5", "9007199254740993", "1.0"])
    func numbers(version: String, number: String) async throws {
        try await Self.run(version) { bed, copy in
            let right = try copy.make(content: ["body": "x", "number": .number(number)])
            let sender = TransactionSender(
                as: Participant(
                    identity: bed.identity, federation: bed.client,
                    verifyKeys: try bed.rooms.keys, time: try bed.rooms.participant.time))
            let delivered = try await sender.send([right], to: RequestBed.home())
            #expect(delivered.flatMap(\.results).map(\.outcome) == [.taken])
            let there = try bed.hosted().read { $0[right.eventID]?.document.bytes }
            #expect(there == right.document.bytes)
            #expect(
                String(decoding: there ?? [], as: UTF8.self).contains("\"number\":\(number)"))
        }
    }
}
