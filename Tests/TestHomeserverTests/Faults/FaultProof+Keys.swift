import FederationCore
import FoundationEssentials
import MatrixJSON
import TestHomeserver
import Testing

extension FaultProof {
    static let keys: [FaultProof] = [
        keyProof("key-expired", .integer(60)) { document, own in
            #expect(document["verify_keys"] == [:])
            let old = document["old_verify_keys"]?["ed25519:k1"]
            #expect(old?["key"] == .string(own.publicKey.base64))
            #expect(document.verdict(of: "one.test", own.publicKey) == .valid)
        },
        keyProof("key-rotated") { document, own in
            #expect(document["verify_keys"]?["ed25519:k1"] == nil)
            #expect(document["old_verify_keys"]?["ed25519:k1"] != nil)
            let spare = try document.key("ed25519:spare")
            #expect(document.verdict(of: "one.test", spare) == .valid)
            #expect(!document.verdict(of: "one.test", own.publicKey).isPresent)
        },
        keyProof("key-renamed", .text("other")) { document, own in
            let renamed = try document.key("ed25519:other")
            #expect(renamed.bytes == own.publicKey.bytes)
            #expect(document["verify_keys"]?["ed25519:k1"] == nil)
            #expect(document.verdict(of: "one.test", renamed) == .valid)
        },
        keyProof("key-reused-id") { document, own in
            let reused = try document.key("ed25519:k1")
            #expect(reused.bytes != own.publicKey.bytes)
            #expect(document.verdict(of: "one.test", reused) == .valid)
            #expect(document.verdict(of: "one.test", own.publicKey) == .invalid)
        },
        keyProof("valid-until-past", .integer(200_000)) { document, own in
            #expect(document.daysOfValidity < 0)
            #expect(document.verdict(of: "one.test", own.publicKey) == .valid)
        },
        keyProof("valid-until-seconds") { document, own in
            #expect((1_000_000_000...9_999_999_999).contains(document.validUntil))
            #expect(document.verdict(of: "one.test", own.publicKey) == .valid)
        },
        keyProof("valid-until-far", .integer(10_000)) { document, own in
            #expect(document.daysOfValidity > 9_990)
            #expect(document.verdict(of: "one.test", own.publicKey) == .valid)
        },
        keyProof("key-wrong-server-name", .text("two.invalid")) { document, own in
            #expect(document["server_name"] == "two.invalid")
            #expect(document.verdict(of: "two.invalid", own.publicKey) == .valid)
            #expect(document.verdict(of: "one.test", own.publicKey) == .missing)
        },
        keyProof("key-unsigned") { document, own in
            #expect(document["signatures"] == nil)
        },
        keyProof("key-padded-base64") { document, own in
            let key = JSONValue.string(own.publicKey.base64 + "=")
            #expect(document["verify_keys"]?["ed25519:k1"]?["key"] == key)
            guard
                case .string(let signature)? =
                    document["signatures"]?["one.test"]?["ed25519:k1"]
            else {
                Issue.record("there is no signature")
                return
            }
            #expect(signature.hasSuffix("=="))
            #expect(document.verdict(of: "one.test", own.publicKey) == .valid)
        },
    ]

    /// A proof that looks at the key document.
    static func keyProof(
        _ id: String, _ value: FaultValue? = nil,
        struck: @escaping @Sendable (JSONValue, SigningKey) throws -> Void
    ) -> FaultProof {
        FaultProof(id, value, at: "server-keys", isPlain: true, good: hasRightKeys) { bed in
            let response = try await bed.ask("GET", "/_matrix/key/v2/server")
            #expect(response.status == 200)
            try struck(response.json, try TestBed.key(1))
        }
    }

    /// The key document is what it should be.
    static let hasRightKeys: @Sendable (FaultBed) async throws -> Void = { bed in
        let document = try await bed.ask("GET", "/_matrix/key/v2/server").json
        let own = try TestBed.key(1).publicKey
        #expect(document["server_name"] == "one.test")
        let listed = try document.key("ed25519:k1")
        #expect(listed == own)
        #expect(document.verdict(of: "one.test", own) == .valid)
        #expect((0...1).contains(document.daysOfValidity))
    }
}

extension JSONValue {
    /// What is to be thought of the signature of `server` by `key`.
    func verdict(of server: String, _ key: VerifyKey) -> SignatureVerdict {
        verifyObject(canonicalBytes(), entity: server, key: key)
    }

    /// A current key of a key document.
    func key(_ id: String) throws -> VerifyKey {
        guard case .string(let text)? = self["verify_keys"]?[id]?["key"] else {
            throw FaultProofError.noKey(id)
        }
        return try VerifyKey(
            keyID: try KeyID(parsing: id), bytes: try UnpaddedBase64.decode(text))
    }

    /// When a key document is no longer valid.
    var validUntil: Int64 {
        guard case .integer(let moment)? = self["valid_until_ts"] else { return 0 }
        return moment
    }

    /// For how many days more or less a key document is valid.
    var daysOfValidity: Int64 {
        let now = Int64(Date().timeIntervalSince1970) * 1_000
        return (validUntil - now) / (24 * 60 * 60 * 1_000)
    }
}
