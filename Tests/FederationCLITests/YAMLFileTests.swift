import FoundationEssentials
import TestHomeserver
import Testing

@testable import FederationCLI

@Suite("YAML files")
struct YAMLFileTests {
    private static func failure(_ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("fedctl-yaml-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            _ = try YAMLFile(path: file.path).decodeAsJSON(ServerContent.self)
            return "none"
        } catch let failure {
            return String(failure.message.dropFirst(file.path.count + 2))
        }
    }

    @Test(
        "An error names line and column of the member that is wrong",
        arguments: [
            ("users:\n  - name: alice\n    nosuch: 3\n", "3:5: "),
            ("users:\n  - name: alice\n    display_name: [1]\n", "3:5: "),
            ("rooms:\n  - id: a\n    version: 11\n  - id: b\n    version: [11]\n", "5:5: "),
            ("users:\n  - {}\n", "2:5: "),
            ("users: [\n", "2:1: "), ("users: []\nusers: []\n", "1:1: more than once: 'users'"),
        ])
    func places(text: String, place: String) throws {
        let words = try Self.failure(text)
        #expect(words.hasPrefix(place), "\(words)")
    }

    @Test("A file that is in order is read")
    func order() throws {
        #expect(try Self.failure("users:\n  - name: alice\n") == "none")
    }
}
