import FederationChecks
import MatrixJSON
import Rendering
import TestSupport
import Testing

@Suite("Check reports for machines")
struct CheckReportJSONTests {
    private let schema: JSONSchema

    init() throws {
        schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.check.1.json"))
    }

    @Test("The object has the members of the schema, in the order of the report")
    func mixed() {
        let lines = SampleReports.mixed.json(version: "0.1.0").prettyText.split(separator: "\n")
        #expect(
            lines.prefix(9).joined(separator: "\n") == """
                {
                  "schema": "fedctl.check/1",
                  "fedctl_version": "0.1.0",
                  "server_name": "example.org",
                  "started_at": "2026-11-22T13:46:05Z",
                  "duration_ms": 1402,
                  "verdict": "fail",
                  "counts": { "pass": 3, "warn": 1, "fail": 2, "skip": 2 },
                  "destinations": [
                """)
        #expect(
            lines[9].hasPrefix("    { \"address\": \"198.51.100.7\", \"port\": 443, \"tls_name\": ")
        )
        #expect(
            lines.contains(
                "      \"evidence\": { \"sent\": 1, \"errors\": "
                    + "[\"unable to get local issuer certificate\"] },"))
    }

    @Test(
        "Every report fits the published schema",
        arguments: ["mixed", "good", "gone", "hostile"])
    func fits(name: String) throws {
        let reports = [
            "mixed": SampleReports.mixed, "good": SampleReports.good, "gone": SampleReports.gone,
            "hostile": SampleReports.hostile,
        ]
        let value = try #require(reports[name]).json(version: "0.1.0")
        #expect(schema.problems(of: value) == [])
        let line = value.lineText
        #expect(!line.contains("\n"))
        #expect(try JSONValue(parsing: Array(line.utf8)) == value)
        #expect(try JSONValue(parsing: Array(value.prettyText.utf8)) == value)
    }

    @Test("The schema says no to a report that is none")
    func misfits() throws {
        var object: JSONObject = try #require(Self.object(SampleReports.good))
        object["verdict"] = "good"
        object["counts"] = ["pass": "1", "warn": 0, "fail": 0]
        object["server"] = "example.org"
        object["checks"] = [["id": "x", "verdict": "pass", "summary": nil]]
        object["schema"] = "fedctl.check/2"
        object["started_at"] = nil
        #expect(
            Set(schema.problems(of: .object(object))) == [
                "$.schema: not the const", "$.verdict: not one of the enum",
                "$.counts.pass: not of the type", "$.counts.skip: missing",
                "$.checks[0].summary: not of the type", "$.server: not in the schema",
                "$.started_at: missing",
            ])
    }

    @Test("A schema with a keyword that nothing holds documents to is refused")
    func unknownKeyword() {
        #expect(throws: JSONSchema.UnknownKeyword.self) {
            try JSONSchema(["type": "object", "properties": ["a": ["pattern": "^x"]]])
        }
    }

    @Test("The list of checks, with their pages, fits its schema and holds every row")
    func explain() throws {
        let schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.explain.1.json"))
        let value = CheckTable().json
        #expect(schema.problems(of: value) == [])
        guard case .array(let checks)? = value["checks"] else {
            Issue.record("no checks")
            return
        }
        #expect(checks.count == Check.all.count)
        #expect(schema.problems(of: ["schema": "fedctl.explain/1", "checks": [["id": "x"]]]) != [])
    }

    private static func object(_ report: CheckReport) -> JSONObject? {
        if case .object(let object) = report.json(version: "0.1.0") { object } else { nil }
    }
}
