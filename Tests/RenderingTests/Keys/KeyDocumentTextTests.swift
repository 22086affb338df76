import FoundationEssentials
import MatrixJSON
import Rendering
import SigningKeys
import Testing

@Suite("Text of reports on key documents")
struct KeyDocumentTextTests {
    @Test(
        "Times at the ends of all that can be counted have a text",
        arguments: [
            (.min, "valid until -292275055-05-16 16:47:04 UTC (long ago)"),
            (.min + 86_400_000, "valid until -292275055-05-17 16:47:04 UTC (long ago)"),
            (.max, "valid until 292278994-08-17 07:12:55 UTC (106751970387 days)"),
        ] as [(Int64, String)])
    func extremeTimes(time: Int64, text: String) throws {
        let document = #"""
            {"server_name":"domain","signatures":{},"valid_until_ts":\#(time),"verify_keys":{},
            "old_verify_keys":{"ed25519:0":{"key":"","expired_ts":\#(time)}}}
            """#
        let now = Date(timeIntervalSince1970: 1_795_348_800)
        let report = KeyDocumentReport(judging: Array(document.utf8), now: now)
        #expect(report.text(now: now).hasPrefix("domain, \(text)\n"))
        #expect(report.json.canonicalBytes().count > 100)
    }
}
