import FederationCore
import Testing

@Suite("Key IDs")
struct KeyIDTests {
    @Test("Algorithm and version are kept apart, other algorithms too")
    func parts() throws {
        let key = try KeyID(parsing: "ed25519:a_RXGa")
        #expect(key.algorithm == "ed25519" && key.version == "a_RXGa" && key.isEd25519)
        #expect(key.description == "ed25519:a_RXGa")
        let other = try KeyID(parsing: "signed_curve25519:AAAA")
        #expect(other.algorithm == "signed_curve25519" && !other.isEd25519)
        #expect(try KeyID(ed25519Version: "1") == KeyID(parsing: "ed25519:1"))
    }

    @Test(
        "What is no key ID is refused with the reason",
        arguments: [
            ("", KeyIDError.noColon("")), ("ed25519", .noColon("ed25519")),
            (":1", .noAlgorithm(":1")), ("ed25519:", .noVersion("ed25519:")),
            ("ed25519:a-b", .invalidVersion("a-b")), ("ed25519:a:b", .invalidVersion("a:b")),
            ("ed25519:é", .invalidVersion("é")), ("ed 25519:1", .invalidAlgorithm("ed 25519")),
            ("ed25519:1 ", .invalidVersion("1 ")),
        ])
    func refused(text: String, error: KeyIDError) {
        #expect(throws: error) { try KeyID(parsing: text) }
    }
}
