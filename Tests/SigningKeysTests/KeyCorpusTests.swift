import FederationCore
import Findings
import Foundation
import SigningKeys
import TestSupport
import Testing

@Suite("The corpus of the fuzzer of key documents")
struct KeyCorpusTests {
    @Test("Every check says something about every document")
    func corpus() throws {
        let folder = "Tests/Fuzz/keys/corpus"
        let names = try FileManager.default.contentsOfDirectory(atPath: ProjectFile.path(folder))
        #expect(!names.isEmpty)
        let now = Date(timeIntervalSince1970: 1_795_355_165)
        for name in names {
            let report = KeyDocumentReport(
                judging: try ProjectFile.bytes("\(folder)/\(name)"),
                of: try ServerName(parsing: "example.org"), now: now)
            let found = Set(report.findings.map(\.check))
            #expect(KeyDocumentCheck.all.allSatisfy { found.contains($0.id) }, "\(name)")
        }
    }
}
