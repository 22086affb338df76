import FederationCore
import Foundation
import TestSupport
import Testing

@testable import ServerDiscovery

@Suite("The corpus of the fuzzer of well-known documents")
struct WellKnownCorpusTests {
    @Test("Every document delegates to a name that can be read again, or is refused in words")
    func corpus() throws {
        let folder = "Tests/Fuzz/wellknown/corpus"
        let names = try FileManager.default.contentsOfDirectory(atPath: ProjectFile.path(folder))
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try ProjectFile.bytes("\(folder)/\(name)")
            do {
                let delegated = try WellKnownDocument.delegation(in: bytes)
                #expect(try ServerName(parsing: delegated.description) == delegated)
            } catch {
                #expect(!"\(error)".isEmpty)
            }
        }
    }
}
