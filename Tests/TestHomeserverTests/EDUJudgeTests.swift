import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import Testing

@testable import TestHomeserver

@Suite("Ephemeral data that other servers send")
struct EDUJudgeTests {
    private let judge: EDUJudge

    /// `stranger.test` sends to `one.test`: `@s` is in `!room`, `!closed` denies their server, and
    /// `@alice` has two devices.
    init() throws {
        let stranger = try ServerName(parsing: "stranger.test")
        let s = try UserID(parsing: "@s:stranger.test")
        var server = VirtualServer(
            name: try ServerName(parsing: "one.test"), signingKey: try TestBed.key(1))
        server.content.users = [
            UserDescription(
                name: "alice", devices: [DeviceDescription(id: "A"), DeviceDescription(id: "B")])
        ]
        var rooms = CannedRooms()
        for name in ["!room:one.test", "!closed:one.test"] {
            let room = try RoomID(parsing: name)
            rooms.rooms[room] = CannedRooms.Room(
                summary: RoomSummary(
                    roomID: room, version: try RoomVersion(parsing: "10"), joinedMembers: 2,
                    joinRule: "public"),
                joined: [s], denied: name == "!closed:one.test" ? [stranger] : [])
        }
        judge = EDUJudge(
            origin: stranger,
            receiver: EDUReceiver(
                name: server.name, users: try UserRegister(server, now: 0), rooms: rooms,
                memory: EphemeralMemory()))
    }

    /// The judgement of an EDU that is written as JSON.
    private func judge(_ text: String) throws -> EDUJudgement {
        judge.judge(try JSONDocument(parsing: Array(text.utf8)).root)
    }

    private func judge(_ type: String, _ content: JSONObject) throws -> EDUJudgement {
        let edu: JSONObject = ["edu_type": .string(type), "content": .object(content)]
        return judge.judge(try JSONDocument(parsing: edu.canonicalBytes()).root)
    }

    @Test(
        "What is right is taken without a remark",
        arguments: [
            #"{"edu_type":"m.typing","content":{"room_id":"!room:one.test","user_id":"@s:stranger.test","typing":true}}"#,
            #"{"edu_type":"m.presence","content":{"push":[{"user_id":"@s:stranger.test","presence":"online","last_active_ago":0,"currently_active":true,"status_msg":"here"}]}}"#,
            #"{"edu_type":"m.receipt","content":{"!room:one.test":{"m.read":{"@s:stranger.test":{"event_ids":["$e"],"data":{"ts":1,"thread_id":"main"}}}}}}"#,
            #"{"edu_type":"m.device_list_update","content":{"user_id":"@s:stranger.test","device_id":"X","stream_id":5,"prev_id":[],"deleted":true}}"#,
            #"{"edu_type":"m.signing_key_update","content":{"user_id":"@s:stranger.test"}}"#,
            #"{"edu_type":"m.direct_to_device","content":{"sender":"@s:stranger.test","type":"m.x","message_id":"1","messages":{"@alice:one.test":{"A":{}}}}}"#,
        ])
    func right(edu: String) throws {
        let judgement = try judge(edu)
        #expect(judgement.remarks.isEmpty)
        #expect(judgement.isTaken)
        #expect(judgement.verdict == .pass)
    }

    @Test("What is wrong is named by its rule, and not taken", arguments: WrongEDU.all)
    func wrong(edu: WrongEDU) throws {
        let judgement = try judge(edu.text)
        #expect(judgement.remarks.map(\.rule.id) == edu.rules, "\(judgement.remarks)")
        #expect(judgement.isTaken == edu.isTaken)
        #expect(judgement.verdict == (edu.isWarning ? .warn : .fail))
    }

    @Test("Every rule about EDUs is broken by a test")
    func everyRule() {
        let broken = Set(WrongEDU.all.flatMap(\.rules)).union([
            // Broken below, after an EDU before.
            "edu.devices.gap", "edu.devices.repeat", "edu.devices.keys", "edu.keys.signature",
            "edu.message.repeat", "edu.cross-signing.keys", "transaction.origin",
            "transaction.time",
        ])
        #expect(broken == Set(TransactionRule.all.map(\.id)))
        #expect(TransactionRule.all.count == broken.count)
    }

    @Test("Of a receipt for several rooms, what is right is taken")
    func partly() throws {
        let receipt: JSONValue = [
            "m.read": ["@s:stranger.test": ["event_ids": ["$e"], "data": ["ts": 1]]]
        ]
        let judgement = try judge(
            "m.receipt",
            ["!closed:one.test": receipt, "!other:one.test": receipt, "!room:one.test": receipt])
        #expect(judgement.isTaken)
        #expect(Set(judgement.remarks.map(\.rule.id)) == ["edu.acl", "edu.room"])
        let room = try RoomID(parsing: "!room:one.test")
        let kept = judge.receiver.memory.receipts(in: room)
        #expect(kept.map(\.eventID.string) == ["$e"])
    }

    @Test("A message reaches the devices that it names, once, and '*' is every device")
    func messages() throws {
        let alice = try UserID(parsing: "@alice:one.test")
        let send = { (id: String, devices: JSONObject) in
            try judge(
                "m.direct_to_device",
                [
                    "sender": "@s:stranger.test", "type": "m.x", "message_id": .string(id),
                    "messages": ["@alice:one.test": .object(devices)],
                ])
        }
        #expect(try send("1", ["A": ["n": 1]]).verdict == .pass)
        #expect(try send("2", ["*": ["n": 2]]).verdict == .pass)
        let again = try send("1", ["A": ["n": 1]])
        #expect(again.remarks.map(\.rule.id) == ["edu.message.repeat"])
        #expect(!again.isTaken)
        let kept = judge.receiver.memory.messages(for: alice)
        #expect(kept.map(\.deviceID) == ["A", "A", "B"])
        #expect(kept.map(\.content) == [["n": 1], ["n": 2], ["n": 2]])
    }

    @Test("A gap in the updates of devices is seen, and a stream ID that is used twice")
    func stream() throws {
        let update = { (stream: Int64, former: [Int64]) in
            try judge(
                "m.device_list_update",
                [
                    "user_id": "@s:stranger.test", "device_id": "X", "stream_id": .integer(stream),
                    "prev_id": .array(former.map { .integer($0) }),
                ]
            ).remarks
        }
        #expect(try update(1, []).isEmpty)
        #expect(try update(2, [1]).isEmpty)
        let gap = try update(5, [2, 4, 3])
        #expect(gap.map(\.rule.id) == ["edu.devices.gap"])
        #expect(gap.first?.words.contains("4, 3") == true)
        #expect(try update(6, [5]).isEmpty)
        #expect(try update(2, [1]).map(\.rule.id) == ["edu.devices.repeat"])
        let user = try UserID(parsing: "@s:stranger.test")
        #expect(judge.receiver.memory.deviceUpdates(of: user).count == 1)
    }

    @Test("The keys of a device are its own, and signed by it")
    func deviceKeys() throws {
        let s = try UserID(parsing: "@s:stranger.test")
        let seed = try TestBed.key(5).seed
        let device = try RegisteredDevice(
            DeviceDescription(id: "X"), of: s, crossSigning: nil, seed: seed)
        let update = { (id: String, keys: JSONObject) in
            try judge(
                "m.device_list_update",
                [
                    "user_id": "@s:stranger.test", "device_id": .string(id), "stream_id": 1,
                    "keys": .object(keys),
                ]
            ).remarks.map(\.rule.id)
        }
        #expect(try update("X", device.keys).isEmpty)
        #expect(try update("Y", device.keys) == ["edu.devices.keys"])
        var changed = device.keys
        changed["algorithms"] = []
        #expect(try update("X", changed) == ["edu.keys.signature"])
        changed["signatures"] = nil
        #expect(try update("X", changed) == ["edu.schema"])
    }

    @Test("Cross-signing keys are the user's, one key each, and the self-signing key is signed")
    func crossSigning() throws {
        let s = try UserID(parsing: "@s:stranger.test")
        let keys = try CrossSigningKeys(of: s, seed: try TestBed.key(5).seed)
        let update = { (master: JSONObject, selfSigning: JSONObject) in
            try judge(
                "m.signing_key_update",
                [
                    "user_id": "@s:stranger.test", "master_key": .object(master),
                    "self_signing_key": .object(selfSigning),
                ]
            ).remarks.map(\.rule.id)
        }
        #expect(try update(keys.masterKey, keys.selfSigningKey).isEmpty)
        #expect(judge.receiver.memory.signingKeys(of: s) != nil)
        let wrong = "edu.cross-signing.keys"
        #expect(try update(keys.selfSigningKey, keys.selfSigningKey) == [wrong])
        var changed = keys.selfSigningKey
        changed["signatures"] = nil
        #expect(try update(keys.masterKey, changed) == ["edu.keys.signature"])
        for (member, value) in [
            ("user_id", "@t:stranger.test"), ("keys", [:]), ("keys", ["ed25519:a": "b"]),
            ("usage", ["user_signing"]),
        ] as [(String, JSONValue)] {
            var changed = keys.masterKey
            changed[member] = value
            #expect(try update(changed, keys.selfSigningKey) == [wrong], "\(member)")
        }
    }

    @Test(
        "A transaction names the server that signed it, and its time",
        arguments: [
            (#"{"origin":"stranger.test","origin_server_ts":1}"#, []),
            (#"{"origin":"one.test","origin_server_ts":1}"#, ["transaction.origin"]),
            (#"{"origin":1,"origin_server_ts":-1}"#, ["transaction.origin", "transaction.time"]),
            ("{}", ["transaction.origin", "transaction.time"]),
        ])
    func transaction(body: String, rules: [String]) throws {
        let root = try JSONDocument(parsing: Array(body.utf8)).root
        let judgement = judge.judge(transaction: "t", body: root, edus: [], now: 7)
        #expect(judgement.remarks.map(\.rule.id) == rules)
        #expect(judgement.verdict == (rules.isEmpty ? .pass : .fail))
    }

    @Test("What is remembered is bounded, and the oldest is forgotten first")
    func bounded() {
        var memory = BoundedMemory<Int, Int>(limit: 3)
        for number in 0..<100 { memory.remember(number, for: number % 7) }
        #expect(memory.count == 3)
        #expect(memory.all.map(\.name) == [6, 0, 1])
        #expect(memory[1] == 99)
        #expect(memory[2] == nil)
    }
}
