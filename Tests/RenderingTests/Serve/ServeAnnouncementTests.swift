import FederationCore
import Rendering
import Testing

@Suite("What a started homeserver says of itself")
struct ServeAnnouncementTests {
    private static func command(_ name: String, delegate: String? = nil) throws -> String? {
        let seed = try SigningSeed(bytes: [UInt8](repeating: 1, count: 32))
        let key = try SigningKey(keyID: KeyID(parsing: "ed25519:k"), seed: seed)
        return ServeAnnouncement(
            servers: [(try ServerName(parsing: name), key.publicKey)],
            delegate: try delegate.map { try ServerName(parsing: $0) },
            addresses: ["127.0.0.1:8448"], authorityFile: "ca.pem", speaksPlainHTTP: false
        ).command
    }

    @Test(
        "The command leads to where the server listens, by its own name and by its delegate's",
        arguments: [
            ("localhost:8448", nil, "check localhost:8448 --ca ca.pem"),
            ("a.test", nil, "check a.test --ca ca.pem --connect-to a.test::127.0.0.1:8448"),
            (
                "a.test", "matrix.a.test:8448",
                "check a.test --ca ca.pem --connect-to a.test::127.0.0.1:8448"
                    + " --connect-to matrix.a.test:8448:127.0.0.1:8448"
            ),
        ] as [(String, String?, String)])
    func command(name: String, delegate: String?, command: String) throws {
        #expect(try Self.command(name, delegate: delegate) == command)
    }
}
