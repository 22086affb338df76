import FederationCore

/// Who crafts requests in these tests.
enum CraftIdentity {
    static func identity(seed: UInt8 = 7) throws -> FederationIdentity {
        FederationIdentity(
            serverName: try ServerName(parsing: "tester.example"),
            key: try SigningKey(
                keyID: try KeyID(parsing: "ed25519:k"),
                seed: try SigningSeed(bytes: [UInt8](repeating: seed, count: 32))))
    }
}
