import FederationClient
import FederationCore
import FoundationEssentials
import SigningKeys
import Testing

@Suite("Identities of configuration files")
struct IdentityTests {
    private static func synapse(_ json: String) throws -> SynapseConfiguration {
        try JSONDecoder().decode(SynapseConfiguration.self, from: Data(json.utf8))
    }

    private static func own(_ json: String) throws -> IdentityConfiguration {
        try JSONDecoder().decode(IdentityConfiguration.self, from: Data(json.utf8))
    }

    @Test("Synapse's file says who it is and where its key is; the rest is passed over")
    func synapse() throws {
        let file = try Self.synapse(
            #"""
            {"server_name": "a.test:8448", "signing_key_path": "/etc/a.key", "listeners": [{}],
             "old_signing_keys": {"ed25519:old": {
               "key": "XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI", "expired_ts": 5}}}
            """#)
        let identity = try file.identity(in: "/etc/synapse")
        #expect(identity.serverName.description == "a.test:8448")
        #expect(identity.keyPath == "/etc/a.key")
        #expect(identity.keyID == nil)
        let old = try file.oldVerifyKeys()
        #expect(old.map(\.key.keyID.description) == ["ed25519:old"])
        #expect(old.map(\.expiredAt) == [5])
    }

    @Test("Without a path, the key is beside the file, under the name of the server")
    func usualPath() throws {
        let file = try Self.synapse(#"{"server_name": "a.test"}"#)
        #expect(try file.identity(in: "/etc/synapse").keyPath == "/etc/synapse/a.test.signing.key")
        let relative = try Self.synapse(#"{"server_name": "a.test", "signing_key_path": "k"}"#)
        #expect(try relative.identity(in: "").keyPath == "k")
        #expect(try relative.identity(in: "x").keyPath == "x/k")
    }

    @Test("What Synapse's file lacks, or has wrong, is named")
    func brokenSynapse() throws {
        #expect(throws: IdentityError.missing("server_name")) {
            try Self.synapse("{}").identity(in: "")
        }
        let error = #expect(throws: IdentityError.self) {
            try Self.synapse(#"{"server_name": "a:x"}"#).identity(in: "")
        }
        #expect(error?.description.hasPrefix("server_name: ") == true)
        let old = #"{"old_signing_keys": {"ed25519:o": {"key": "AAAA", "expired_ts": 5}}}"#
        #expect(throws: IdentityError.self) { try Self.synapse(old).oldVerifyKeys() }
    }

    @Test("An identity is found by its name")
    func named() throws {
        let file = try Self.own(
            #"""
            {"identities": {"b": {"server_name": "b.test", "key": "b.key", "key_id": "ed25519:b"},
                            "a": {"server_name": "a.test"}}}
            """#)
        #expect(file.names == ["a", "b"])
        let identity = try file.identity(named: "b", in: "/home/me")
        #expect(identity.serverName.description == "b.test")
        #expect(identity.keyPath == "/home/me/b.key")
        #expect(identity.keyID?.description == "ed25519:b")
        #expect(throws: IdentityError.missing("identities.a.key")) {
            try file.identity(named: "a", in: "")
        }
        let error = #expect(throws: IdentityError.self) { try file.identity(named: "c", in: "") }
        #expect(error?.description == "no identity 'c'; there are a, b")
        #expect(error?.hint != nil)
        #expect(throws: IdentityError.unknown("c", known: [])) {
            try Self.own("{}").identity(named: "c", in: "")
        }
    }

    @Test("A key ID that is none is named")
    func keyID() throws {
        let file = try Self.own(
            #"{"identities": {"b": {"server_name": "b.test", "key": "k", "key_id": "b"}}}"#)
        let error = #expect(throws: IdentityError.self) { try file.identity(named: "b", in: "") }
        #expect(error?.description.hasPrefix("key_id: ") == true)
        #expect(error?.hint == nil)
    }
}
