import Foundation
import MatrixJSON
import TestHomeserver
import TestSupport
import Testing

@testable import FederationCLI

@Suite("The files that fedctl-serve(1) shows")
struct ServeExampleTests {
    @Test(
        "Each is read, and fits its schema",
        arguments: [
            ("ROOMS FILE", "fedctl.rooms/1"), ("FAULTS FILE", "fedctl.fault-plan/1"),
        ])
    func fits(section: String, name: String) throws {
        let examples = try Self.examples(in: section)
        #expect(!examples.isEmpty)
        let file = name.split(separator: "/").joined(separator: ".")
        let schema = try JSONSchema(parsing: ProjectFile.bytes("Fixtures/schemas/\(file).json"))
        for example in examples {
            try Self.withFile(example) { yaml in
                #expect(try schema.problems(of: yaml.document()) == [], "\(example)")
                if section == "ROOMS FILE" {
                    _ = try yaml.decodeAsJSON(ServerContent.self)
                } else {
                    _ = try yaml.decodeAsJSON(FaultPlan.self)
                }
            }
        }
    }

    @Test("A file that the schema refuses is told from one that it takes")
    func refused() throws {
        let schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.rooms.1.json"))
        try Self.withFile("rooms: [{id: a, verson: 1}]") { yaml in
            let problems = schema.problems(of: try yaml.document())
            #expect(!problems.isEmpty)
            #expect(throws: CommandFailure.self) {
                try yaml.decodeAsJSON(ServerContent.self)
            }
        }
    }

    /// The literal blocks of a section of the page.
    private static func examples(in section: String) throws -> [String] {
        let page = String(decoding: try ProjectFile.bytes("man/fedctl-serve.1"), as: UTF8.self)
        let parts = page.components(separatedBy: "\n.Sh ")
        let part = parts.first { $0.hasPrefix(section + "\n") } ?? ""
        return part.components(separatedBy: "\n.Bd -literal -offset indent\n").dropFirst()
            .compactMap { $0.components(separatedBy: "\n.Ed").first }
    }

    private static func withFile(_ text: String, _ body: (YAMLFile) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appendingPathComponent("fedctl-serve-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try body(YAMLFile(path: file.path))
    }
}
