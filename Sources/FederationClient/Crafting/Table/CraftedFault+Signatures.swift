import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension CraftedFault {
    /// The hash and the signatures of an event.
    static let signatures: [CraftedFault] = [
        .event(
            "hash-wrong", "an event whose content hash is that of something else", .signatures,
            fate: .redacted,
            spec: .serverServer("validating-hashes-and-signatures-on-received-events")
        ) { bench throws(CraftingError) in
            var event = try bench.message()
            let hash = UnpaddedBase64.encode(sha256(Array("fedctl".utf8)))
            event.object["hashes"] = ["sha256": .string(hash)]
            event.sign(as: "\(bench.origin)", with: bench.key)
            return try bench.plan(event, fate: .redacted)
        },
        .event("hash-missing", "an event without 'hashes'", .signatures, fate: .dropped) {
            bench throws(CraftingError) in
            var event = try bench.message()
            event.object["hashes"] = nil
            event.sign(as: "\(bench.origin)", with: bench.key)
            return try bench.plan(event, fate: .dropped)
        },
        .event(
            "content-changed", "an event whose content was changed after it was signed",
            .signatures, fate: .redacted
        ) { bench throws(CraftingError) in
            var event = try bench.message()
            event.object["content"] = ["msgtype": "m.notice", "body": "changed"]
            return try bench.plan(event, fate: .redacted)
        },
        .event(
            "signature-wrong", "an event whose signature is of something else", .signatures,
            fate: .dropped
        ) { bench throws(CraftingError) in
            var event = try bench.message()
            let signature = UnpaddedBase64.encode(bench.key.sign(Array("fedctl".utf8)))
            event.sign(as: "\(bench.origin)", keyID: bench.key.keyID, signature: signature)
            return try bench.plan(event, fate: .dropped)
        },
        .event("signature-missing", "an event without signatures", .signatures, fate: .dropped) {
            bench throws(CraftingError) in
            var event = try bench.message()
            event.object["signatures"] = [:]
            return try bench.plan(event, fate: .dropped)
        },
        .event(
            "signature-foreign", "an event that is signed in the name of another server alone",
            .signatures, fate: .dropped
        ) { bench throws(CraftingError) in
            var event = try bench.message()
            event.sign(as: CraftingBench.nobody, with: bench.key)
            return try bench.plan(event, fate: .dropped)
        },
        .event(
            "key-unknown", "an event that is signed with a key that is not published",
            .signatures, fate: .dropped
        ) { bench throws(CraftingError) in
            var event = try bench.message()
            event.sign(as: "\(bench.origin)", with: try bench.unpublishedKey())
            return try bench.plan(event, fate: .dropped)
        },
        .event(
            "key-expired", "an event of a time ten years on, when the key is no longer valid",
            .signatures, fate: .dropped, spec: .serverServer("publishing-keys")
        ) { bench throws(CraftingError) in
            let later = bench.context.now + 10 * 365 * 86_400_000
            let event = try bench.message { event in
                event.object["origin_server_ts"] = .integer(later)
            }
            return try bench.plan(
                event, fate: bench.rules.enforcesKeyValidity ? .dropped : .stored)
        },
        .event(
            "sender-foreign", "an event of a user of the receiver, signed by the own server",
            .signatures, fate: .dropped
        ) { bench throws(CraftingError) in
            let event = try bench.message { event in
                event.object["sender"] = .string("@fedctl:\(bench.context.destination)")
            }
            return try bench.plan(event, fate: .dropped)
        },
    ]
}

extension CraftingBench {
    /// A key that follows from the own one, and that nobody publishes.
    fileprivate func unpublishedKey() throws(CraftingError) -> SigningKey {
        let seed = key.seed.derived(for: ["fedctl", "key-unknown"])
        do {
            return try SigningKey(
                keyID: KeyID(ed25519Version: "fedctl_unpublished"), seed: seed)
        } catch {
            preconditionFailure("the name of the key is a key ID: \(error)")
        }
    }
}
