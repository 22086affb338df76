import FederationCore
import Findings
import MatrixJSON

extension Fault {
    private static let publishing = SpecLink.serverServer("publishing-keys")
    private static let day: Int64 = 24 * 60 * 60

    /// What a server says of its keys.
    static let keys: [Fault] = [
        keyFault(
            "key-expired", "the signing key is listed as an old one alone",
            value: .integer("seconds since it expired", in: 0...1_000_000_000, usual: day)
        ) { value, draft in
            draft.publish([])
            draft.retire(seconds: value?.integer ?? 0)
        },
        keyFault(
            "key-rotated",
            "a new key signs, also requests and events; the server's own key is listed as an old one",
            value: .integer("seconds since then", in: 0...1_000_000_000, usual: 3_600),
            standIn: { _, _, spare in spare }
        ) { value, draft in
            draft.retire(seconds: value?.integer ?? 0)
        },
        keyFault(
            "key-renamed",
            "the key has another ID, also in requests and events, and the old one is gone",
            value: .text("the version of the key ID", usual: "renamed") {
                (try? KeyID(parsing: "ed25519:\($0)")) != nil
            },
            standIn: { value, own, _ in
                try SigningKey(
                    keyID: try KeyID(parsing: "ed25519:\(value?.text ?? "")"), seed: own.seed)
            }
        ) { _, _ in },
        keyFault(
            "key-reused-id", "the key ID stands for a new key, which signs requests, but no events",
            standIn: { _, own, spare in try SigningKey(keyID: own.keyID, seed: spare.seed) }
        ) { _, _ in },
        keyFault(
            "valid-until-past", "valid_until_ts is in the past",
            value: .integer("seconds ago", in: 0...1_000_000_000, usual: 3_600)
        ) { value, draft in
            draft.document["valid_until_ts"] = .integer(draft.now - (value?.integer ?? 0) * 1_000)
        },
        keyFault("valid-until-seconds", "valid_until_ts is in seconds") { _, draft in
            draft.document["valid_until_ts"] = .integer(draft.now / 1_000 + day)
        },
        keyFault(
            "valid-until-far", "valid_until_ts is too far in the future",
            value: .integer("days ahead", in: 1...1_000_000, usual: 36_500)
        ) { value, draft in
            let ahead = (value?.integer ?? 0) * day * 1_000
            draft.document["valid_until_ts"] = .integer(draft.now + ahead)
        },
        keyFault(
            "key-wrong-server-name", "the document is that of another server, and signed by it",
            value: .text("the name", usual: "elsewhere.invalid")
        ) { value, draft in
            draft.entity = value?.text ?? ""
            draft.document["server_name"] = .string(draft.entity)
        },
        keyFault("key-unsigned", "the document has no signature") { _, draft in
            draft.signer = nil
        },
        keyFault("key-padded-base64", "keys and signature are padded base64") { _, draft in
            draft.isPadded = true
        },
    ]

    private static func keyFault(
        _ id: String, _ title: String, value: FaultValueForm = .none,
        standIn: Fault.StandIn? = nil,
        change: @escaping @Sendable (FaultValue?, inout KeyDraft) throws -> Void
    ) -> Fault {
        Fault(
            id, title, .keys, value: value, endpoints: ["server-keys"], spec: publishing,
            effect: .keys { value, draft in
                if let key = try standIn?(value, draft.own, draft.spare) {
                    draft.publish([key])
                    draft.signer = key
                }
                try change(value, &draft)
            }, standIn: standIn)
    }
}
