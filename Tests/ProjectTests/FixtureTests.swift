import Foundation
import Testing

@Suite("Fixtures")
struct FixtureTests {
    @Test("Every fixture is used by a test, by its name or as one of its folder")
    func everyFixtureIsUsed() throws {
        let sources = Project.files(in: "Tests", endingIn: [".swift", ".py", ".sh"])
            .filter { !$0.hasPrefix("Tests/ProjectTests/FixtureTests") }
        let tests = try sources.map(Project.text).joined()
        let fixtures = Project.files(in: "Fixtures").filter { !$0.hasSuffix("README.md") }
        #expect(!fixtures.isEmpty)
        for path in fixtures {
            let parts = path.split(separator: "/").map(String.init)
            let name = parts[parts.count - 1]
            let stem = String(name.split(separator: ".")[0])
            let folder = parts[1..<(parts.count - 1)].joined(separator: "/")
            let used =
                tests.contains(name) || tests.contains("\"\(stem)\"")
                || tests.contains("\"\(folder)\"") || tests.contains("Fixtures/\(folder)\"")
            #expect(used, "\(path) is not used by any test")
        }
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
}
