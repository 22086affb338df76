import Foundation
import Testing

@Suite("Fixtures")
struct FixtureTests {
    /// Folders that a test reads as a whole, each with the words by which it does: every file is a case.
    private static let enumerated = [
        "Fixtures/json/bad": "Fixtures/json/bad", "Fixtures/json/good": "Fixtures/json/good",
        "Fixtures/json/canonical": "Fixtures/json/canonical",
        "Fixtures/keys/documents": "\"documents/\" + file",
        "Fixtures/mistakes": "\"Fixtures/mistakes/\\(",
    ]

    /// Fixtures that list others, each of which a test then reads.
    private static let indexes = ["Fixtures/keys/findings.txt"]

    @Test("Every fixture is read by a test")
    func everyFixtureIsUsed() throws {
        let use = try Use.ofThisProject()
        // Where they come from is no case: texts, and what makes them.
        let fixtures = Project.files(in: "Fixtures").filter {
            !$0.hasSuffix("README.md") && !$0.hasSuffix(".py")
        }
        #expect(fixtures.count > 50)
        for path in fixtures {
            let isRead = use.reads(path)
            #expect(isRead, "\(path) is not read by any test")
        }
    }

    @Test(
        "A fixture that no test names is found",
        arguments: ["json", "keys", "schemas", "events/v1"])
    func findsUnused(folder: String) throws {
        let name = ["nobody", "reads", "this"].joined(separator: "-")
        let isRead = try Use.ofThisProject().reads("Fixtures/\(folder)/\(name).json")
        #expect(!isRead)
    }

    @Test("Every folder of fixtures says where they come from")
    func everyFolderHasAnOrigin() throws {
        let readme = try Project.text("Fixtures/README.md")
        let folders = Set(
            Project.files(in: "Fixtures").compactMap { path -> String? in
                let parts = path.split(separator: "/")
                return parts.count > 2 ? String(parts[1]) : nil
            })
        for folder in folders { #expect(readme.contains("`\(folder)/"), "\(folder)") }
    }

    /// What the tests say that they read.
    private final class Use {
        private let tests: String
        private let listed: String
        /// What was looked for in the tests before: many fixtures are read by the same words.
        private var found: [String: Bool] = [:]

        private init(tests: String, listed: String) {
            self.tests = tests
            self.listed = listed
        }

        static func ofThisProject() throws -> Use {
            let sources = Project.files(in: "Tests", endingIn: [".swift", ".py", ".sh"])
                .filter { $0 != "Tests/ProjectTests/FixtureTests.swift" }
            return Use(
                tests: try sources.map(Project.text).joined(),
                listed: try indexes.map(Project.text).joined(separator: "\n"))
        }

        private func has(_ words: String) -> Bool {
            if let known = found[words] { return known }
            let isThere = tests.contains(words)
            found[words] = isThere
            return isThere
        }

        func reads(_ path: String) -> Bool {
            let parts = path.split(separator: "/").map(String.init)
            let name = parts[parts.count - 1]
            let folder = parts.dropLast().joined(separator: "/")
            if let reading = FixtureTests.enumerated[folder] { return has(reading) }
            // Every kind of vector of every room version is a case of its own.
            if folder.hasPrefix("Fixtures/events/v"), let kind = name.split(separator: "-").first {
                return has("EventVector.all(\"\(kind)\"")
            }
            if folder == "Fixtures/schemas" {
                // A schema is named as its output names it: `fedctl.check/1`.
                let words = name.split(separator: ".")
                guard words.count == 4 else { return false }
                return has("\"\(words[0]).\(words[1])/\(words[2])\"")
            }
            let quoted = ["\"\(name)\"", "/\(name)\"", "(\"\(name)\",", "/\(name)'"]
            return quoted.contains { has($0) }
                || listed.contains("\n\(name):") || listed.hasPrefix("\(name):")
        }
    }
}
