import FederationCore
import MatrixJSON
import Testing

/// The key of the specification's vectors.
enum SpecKey {
    static func signingKey() throws -> SigningKey {
        let file = try Fixture.json("signing/key.json")
        let seed = try UnpaddedBase64.decode(#require(file["seed"]?.string))
        return try SigningKey(
            keyID: KeyID(parsing: #require(file["key_id"]?.string)), seed: SigningSeed(bytes: seed))
    }

    static func publicKey() throws -> String {
        try #require(try Fixture.json("signing/key.json")["public_key"]?.string)
    }

    static func identity() throws -> FederationIdentity {
        FederationIdentity(serverName: try ServerName(parsing: "domain"), key: try signingKey())
    }

    /// Another key under the same name.
    static func otherKey(_ name: String = "ed25519:1") throws -> SigningKey {
        try SigningKey(keyID: KeyID(parsing: name), seed: SigningSeed(bytes: Array(1...32)))
    }
}
