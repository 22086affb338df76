import FoundationEssentials
import MatrixJSON
import RoomEvents
import TestSupport
import Testing

@Suite("What the fuzzer of events found worth keeping")
struct CorpusTests {
    static let folder = "Tests/Fuzz/events/corpus"

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: ProjectFile.path(folder)).sorted()
    }

    @Test("Each event is judged alike by the strict reader and the lenient one")
    func agreement() throws {
        let names = try Self.names()
        #expect(!names.isEmpty)
        #expect(names.count < 400)
        for name in names {
            let input = try ProjectFile.bytes("\(Self.folder)/\(name)")
            guard let first = input.first else { continue }
            let version = RoomVersion.all[Int(first) % RoomVersion.all.count]
            let bytes = Array(input.dropFirst())
            let violations = formatViolations(of: bytes, version: version)
            let event = try? Event(parsing: bytes, version: version)
            #expect((event == nil) == !violations.isEmpty, "\(name)")
            guard let document = try? JSONDocument(parsing: bytes, numbers: .preserving) else {
                continue
            }
            let redacted = redact(document, version: version)
            let again = try JSONDocument(parsing: redacted, numbers: .preserving)
            #expect(redact(again, version: version) == redacted, "\(name)")
        }
    }
}
