import FederationCore
import Findings
import SigningKeys
import Testing

@Suite("Signing key documents")
struct KeyDocumentSigningTests {
    private func document(_ keys: [SigningKey], old: [OldVerifyKey] = []) throws -> KeyDocument {
        KeyDocument(
            serverName: try ServerName(parsing: "domain"), verifyKeys: keys.map(\.publicKey),
            oldVerifyKeys: old, validUntil: Moment.milliseconds + 6 * Moment.day)
    }

    @Test("A signed document is byte for byte what another implementation signs")
    func sameBytes() throws {
        let key = try TestKeys.key()
        #expect(try document([key]).signed(by: [key]) == Fixture.bytes("documents/good.json"))
        let second = try TestKeys.key("ed25519:a_two", seed: TestKeys.otherSeed)
        #expect(
            try document([key, second]).signed(by: [key, second])
                == Fixture.bytes("documents/good-two-keys.json"))
    }

    @Test("A signed document with an old key passes every check")
    func passes() throws {
        let key = try TestKeys.key()
        let old = OldVerifyKey(
            key: try TestKeys.key("ed25519:a_two", seed: TestKeys.otherSeed).publicKey,
            expiredAt: Moment.milliseconds - Moment.day)
        let bytes = try document([key], old: [old]).signed(by: [key])
        let report = KeyDocumentReport(judging: bytes, now: Moment.now)
        #expect(report.verdict == .pass)
        #expect(report.verified?.value == (try document([key], old: [old])))
    }

    @Test("What peers would refuse is not signed")
    func refuses() throws {
        let key = try TestKeys.key()
        let second = try TestKeys.key("ed25519:a_two", seed: TestKeys.otherSeed)
        let sameID = try TestKeys.key(seed: TestKeys.otherSeed)
        #expect(throws: KeyDocumentError.noKeys) { try document([]).signed(by: [key]) }
        #expect(throws: KeyDocumentError.noSigner) { try document([key]).signed(by: []) }
        #expect(throws: KeyDocumentError.repeatedKeyID(key.keyID)) {
            try document([key, sameID]).signed(by: [key])
        }
        #expect(throws: KeyDocumentError.repeatedKeyID(key.keyID)) {
            try document([key], old: [OldVerifyKey(key: sameID.publicKey, expiredAt: 1)])
                .signed(by: [key])
        }
        #expect(throws: KeyDocumentError.unlistedSigner(second.keyID)) {
            try document([key]).signed(by: [key, second])
        }
        #expect(throws: KeyDocumentError.otherKeyListed(key.keyID)) {
            try document([key]).signed(by: [sameID])
        }
        var endless = try document([key])
        endless.validUntil = 1 << 53
        #expect(throws: KeyDocumentError.timeOutOfRange(1 << 53)) {
            try endless.signed(by: [key])
        }
    }

    @Test("The body of a delegation names the server's place")
    func delegation() throws {
        let body = WellKnownDelegation(to: try ServerName(parsing: "hs.example.org:8448")).bytes
        #expect(String(decoding: body, as: UTF8.self) == #"{"m.server":"hs.example.org:8448"}"#)
    }
}
