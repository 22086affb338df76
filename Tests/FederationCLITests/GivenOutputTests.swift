import FoundationEssentials
import MatrixJSON
import Testing

@testable import FederationCLI

@Suite("What a command line asks for as its result")
struct GivenOutputTests {
    @Test("The form and the reports are read in every spelling, and not behind '--'")
    func reading() {
        let output = GivenOutput(in: [
            "query", "--format", "ndjson", "--report", "json=a=b.json", "--report=text=c", "--",
            "--json", "--report", "json=d",
        ])
        #expect(output.form == .ndjson)
        #expect(output.reports.map(\.path) == ["a=b.json", "c"])
        #expect(output.reports.map(\.format) == [.json, .text])
        #expect(GivenOutput(in: ["--json"]).form == .json)
        #expect(GivenOutput(in: ["--report"]).reports.isEmpty)
    }

    @Test("A failure takes the place of what an earlier run reported")
    func failure() throws {
        let folder = FileManager.default.temporaryDirectory
        let files = ["json", "text"].map {
            folder.appendingPathComponent("fedctl-report-\(UUID().uuidString).\($0)").path
        }
        defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
        for file in files { try Data("verdict: pass".utf8).write(to: URL(filePath: file)) }
        let output = GivenOutput(in: ["--report", "json=\(files[0])", "--report=text=\(files[1])"])
        try output.writeReports(of: .unreachable("nobody answered"))
        let written = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: files[0]))))
        #expect(written["schema"] == "fedctl.error/1")
        #expect(written["error"]?["code"] == "unreachable")
        #expect(try Data(contentsOf: URL(filePath: files[1])).isEmpty)
        #expect(throws: CommandFailure.self) {
            try GivenOutput(in: ["--report", "json=/nowhere/at/all"])
                .writeReports(of: .unreachable("nobody answered"))
        }
    }
}
