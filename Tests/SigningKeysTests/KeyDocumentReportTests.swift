import FederationCore
import Findings
import FoundationEssentials
import SigningKeys
import Testing

@Suite("Reports on key documents")
struct KeyDocumentReportTests {
    private func report(_ name: String, of server: String? = "domain") throws -> KeyDocumentReport {
        KeyDocumentReport(
            judging: try Fixture.bytes("documents/" + name),
            of: try server.map { text throws in try ServerName(parsing: text) }, now: Moment.now)
    }

    @Test("The table has the current keys with their signatures, then the old ones")
    func rows() throws {
        let rows = try report("good-with-old-key.json").rows
        #expect(
            rows == [
                KeyDocumentRow(
                    keyID: "ed25519:1", state: .current,
                    until: Moment.milliseconds + 6 * Moment.day,
                    signature: .good, publicKey: TestKeys.publicKey),
                KeyDocumentRow(
                    keyID: "ed25519:auto", state: .expired,
                    until: Moment.milliseconds - 90 * Moment.day, signature: .notApplicable,
                    publicKey: "J+jgirvSlvPvMAEzpyaSds5Lmm3a+FgP/SkQ49vW0qQ"),
            ])
    }

    @Test(
        "Each signature is good, bad or missing by itself",
        arguments: [
            ("good-two-keys.json", ["good", "good"]),
            ("bad-one-of-two-signatures.json", ["bad", "good"]),
            ("warn-second-key-did-not-sign.json", ["good", "missing"]),
            ("bad-signatures-swapped.json", ["bad", "bad"]),
            ("bad-key-of-31-bytes.json", ["-"]),
        ])
    func signatures(name: String, signatures: [String]) throws {
        #expect(try report(name).rows.map(\.signature.rawValue) == signatures)
    }

    @Test("Keys are usable for seven days at most, however far ahead the document puts the end")
    func usableUntil() throws {
        let far = try report("warn-valid-for-thirty-days.json")
        #expect(far.validUntil == Moment.milliseconds + 30 * Moment.day)
        #expect(far.usableUntil == Moment.milliseconds + 7 * Moment.day)
        let near = try report("good.json")
        #expect(near.usableUntil == near.validUntil)
    }

    @Test(
        "Times at the ends of all that can be counted are judged as any others",
        arguments: [
            (.min, .fail), (.min + 1, .fail), (.min + 86_400_000, .fail), (.max - 1, .warn),
            (.max, .warn),
        ] as [(Int64, Verdict)])
    func extremeTimes(time: Int64, verdict: Verdict) throws {
        let key = #"{"key":"\#(TestKeys.publicKey)","expired_ts":\#(time)}"#
        let document = #"""
            {"server_name":"domain","signatures":{},"valid_until_ts":\#(time),
            "verify_keys":{"ed25519:1":{"key":"\#(TestKeys.publicKey)"}},
            "old_verify_keys":{"ed25519:0":\#(key)}}
            """#
        let report = KeyDocumentReport(judging: Array(document.utf8), now: Moment.now)
        #expect(report.validUntil == time)
        let findings = report.findings.filter { $0.check == "keys.valid-until" }
        #expect(findings.map(\.verdict) == [verdict])
        #expect(report.rows.contains { $0.state == .expired && $0.until == time })
    }

    @Test("A good document is verified with all its keys")
    func verified() throws {
        let verified = try #require(try report("good-with-old-key.json").verified)
        #expect(verified.signedBy.map(\.description) == ["domain ed25519:1"])
        #expect(verified.value.serverName.description == "domain")
        #expect(verified.value.verifyKeys.map(\.base64) == [TestKeys.publicKey])
        #expect(verified.value.oldVerifyKeys.map(\.key.keyID.description) == ["ed25519:auto"])
    }

    @Test("A document about another server is not verified, and by its own name it is")
    func otherServer() throws {
        #expect(try report("bad-other-server.json").verified == nil)
        let own = try report("bad-other-server.json", of: nil)
        #expect(own.verdict == .pass)
        #expect(own.verified?.value.serverName.description == "other.example")
    }

    @Test("A bad signature by one listed key takes the trust from all")
    func oneBad() throws {
        #expect(try report("bad-one-of-two-signatures.json").verified == nil)
    }

    @Test("A secret that was published is neither shown nor used")
    func secret() throws {
        let report = try report("bad-secret-as-old-key.json")
        #expect(report.rows.map(\.publicKey) == [TestKeys.publicKey, nil])
        #expect(report.verified?.value.oldVerifyKeys.isEmpty == true)
        #expect(!"\(report.findings)".contains(TestKeys.seed.prefix(12)))
    }

    @Test("A secret in place of the current key is recognised by the signature that it made")
    func currentSecret() throws {
        let report = try report("bad-secret-as-current-key.json")
        #expect(report.rows.map(\.publicKey) == [nil])
        #expect(report.verified == nil)
        #expect(!"\(report.findings)".contains(TestKeys.seed.prefix(12)))
    }

    @Test("A document that was good is not good after its time")
    func later() throws {
        let report = KeyDocumentReport(
            judging: try Fixture.bytes("documents/good.json"), of: nil,
            now: Moment.now.addingTimeInterval(10 * 86_400))
        #expect(
            report.findings.filter { $0.verdict == .fail }.map(\.summary) == [
                "the keys expired on 2026-11-28 12:00:00 UTC, 4 days ago"
            ])
    }

    @Test("The finding of a number that is no integer names its byte")
    func offset() throws {
        let finding = try #require(
            try report("bad-float-signed-as-written.json").findings
                .first { $0.check == "keys.canonical" })
        #expect(finding.evidence == [Evidence("offset", .integer(9))])
        let repeated = try #require(
            try report("bad-repeated-member.json").findings.first { $0.check == "keys.document" })
        #expect(repeated.evidence == [Evidence("offset", .integer(285))])
    }
}
