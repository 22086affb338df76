import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Signatures on receipt")
struct ReceiptSignatureTests {
    private let version = RoomVersion.all[10]
    private let key: SigningKey
    private let policyKey: SigningKey

    init() throws {
        key = try SigningKey(
            keyID: KeyID(parsing: "ed25519:1"), seed: SigningSeed(bytes: Array(1...32)))
        policyKey = try SigningKey(
            keyID: KeyID(parsing: PolicyServer.keyName), seed: SigningSeed(bytes: Array(2...33)))
    }

    private func signed(_ event: Event, by servers: [String]) throws -> [UInt8] {
        try servers.reduce(event.document.bytes) { bytes, server in
            try signEvent(
                bytes, version: version, as: ServerName(parsing: server), with: key,
                keepsHash: true)
        }
    }

    private func check() throws -> ReceiptCheck {
        var keys = EventKeyTable()
        for number in 0..<3 {
            keys[key.keyID, of: try ServerName(parsing: "s\(number).example")] = .found(
                key.publicKey, .unlimited)
        }
        return ReceiptCheck(version: version, keys: keys)
    }

    @Test("Step 2: an event that the sender's server did not sign is dropped")
    func unsigned() throws {
        var room = try RoomGenerator(version: version, seed: 1)
        var branch = try room.open()
        try room.append("m.room.message", by: room.users[0], to: &branch)
        var documents = try room.events.map { try signed($0, by: ["s0.example"]) }
        #expect(try check().report(on: documents).counts == [.accepted: documents.count])
        documents[4] = try signed(room.events[4], by: ["s1.example"])
        let receipt = try #require(try check().report(on: documents).receipts.last)
        #expect(receipt.verdict == .dropped && receipt.step == .signatures)
        guard case .unsigned(let verdicts)? = receipt.cause else {
            Issue.record("not dropped for its signature")
            return
        }
        #expect(verdicts.map(\.required.reason) == [.sender])
    }

    @Test("Step 7: what the policy server did not sign is soft-failed")
    func policy() throws {
        var room = try RoomGenerator(version: version, seed: 1)
        var branch = try room.open()
        try room.append(
            "m.room.member", stateKey: "\(room.users[1])", by: room.users[1],
            content: ["membership": "join"], to: &branch)
        try room.append(
            "m.room.policy", stateKey: "", by: room.users[0],
            content: [
                "via": "s1.example",
                "public_keys": [
                    "ed25519": .string(UnpaddedBase64.encode(policyKey.publicKey.bytes))
                ],
            ], to: &branch)
        let bare = try room.append("m.room.message", by: room.users[0], to: &branch)
        try room.append("m.room.message", by: room.users[0], to: &branch)
        var documents = try room.events.map { try signed($0, by: ["s0.example", "s1.example"]) }
        documents[documents.count - 1] = try signEvent(
            documents[documents.count - 1], version: version,
            as: ServerName(parsing: "s1.example"), with: policyKey, keepsHash: true)
        let report = try check().report(on: documents)
        #expect(report.counts == [.accepted: documents.count - 1, .softFailed: 1])
        let receipt = try #require(report.receipts.first { $0.verdict == .softFailed })
        #expect(receipt.eventID == bare.eventID && receipt.step == .policyServer)
        #expect(
            receipt.cause == .unsignedByPolicyServer(try ServerName(parsing: "s1.example")))
    }
}
