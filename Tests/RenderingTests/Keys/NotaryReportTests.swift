import FederationCore
import FoundationEssentials
import MatrixJSON
import Rendering
import SigningKeys
import TestSupport
import Testing

@Suite("What notaries have, as text and as JSON")
struct NotaryReportTests {
    private static func report(_ answer: String, status: Int = 200) async throws -> NotaryReport {
        let federation = CannedFederation { request in
            HTTPResponse(
                status: status, headers: [HTTPHeader("Content-Type", "application/json")],
                body: Array(
                    (request.operation == "server-keys" ? #"{"verify_keys":{}}"# : answer).utf8))
        }
        let time = FixedTime(now: Date(timeIntervalSince1970: 1_795_355_165))
        return await NotaryQuery(asking: federation, time: time).ask(
            [try ServerName(parsing: "notary.example")],
            about: try ServerName(parsing: "example.org"))
    }

    private static let document = """
        {"server_keys":[{"server_name":"example.org","valid_until_ts":1795441565000,"verify_keys":
        {"ed25519:\\u001b[2Ja":{"key":"XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI"}},
        "signatures":{"notary.example":{"ed25519:x":"AAAA"}}}]}
        """

    @Test("The JSON fits its schema, whatever came")
    func schema() async throws {
        let schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.notaries.1.json"))
        for answer in [Self.document, #"{"server_keys":[]}"#, "<html>", "{}"] {
            let json = try await Self.report(answer).json
            #expect(schema.problems(of: json) == [], "\(answer)")
            guard case .object(var altered) = json else { continue }
            altered["notaries"] = nil
            #expect(schema.problems(of: .object(altered)).count == 1)
        }
        #expect(schema.problems(of: try await Self.report("", status: 404).json) == [])
    }

    @Test("The text has a line for each key, and what came is escaped")
    func text() async throws {
        let text = try await Self.report(Self.document).text()
        #expect(text.contains("NOTARY"))
        #expect(text.contains("stale"))
        #expect(!text.contains("\u{1b}"))
        #expect(text.hasSuffix("skipped\n"))
    }
}
