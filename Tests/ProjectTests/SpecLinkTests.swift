import Findings
import Foundation
import Testing

@Suite("Links to the specification")
struct SpecLinkTests {
    @Test("Every link names one and the same version")
    func oneVersion() throws {
        var count = 0
        for folder in ["Sources", "Tests", "Fixtures", "man"] {
            // Fixtures of broken UTF-8 cannot be read as text, and hold no links.
            for path in Project.files(in: folder, endingIn: [".swift", ".md", ".1", ".json"])
            where (try? Project.text(path)) != nil {
                count += try Self.check(path)
            }
        }
        count += try Self.check("README.md")
        #expect(count > 20)
    }

    @Test("A link to another version is found")
    func findsOthers() {
        let sample = "see https://spec.matrix." + "org/v1.2/server-server-api/#tls"
        #expect(Self.versions(in: sample) == ["v1.2"])
    }

    private static func check(_ path: String) throws -> Int {
        let versions = versions(in: try Project.text(path))
        for version in versions {
            #expect(version == SpecLink.version || version.hasPrefix("\\("), "\(path): \(version)")
        }
        return versions.count
    }

    private static func versions(in text: String) -> [String] {
        text.components(separatedBy: "https://spec.matrix." + "org/").dropFirst().map { rest in
            String(rest.prefix { $0 != "/" && $0 != "\"" && $0 != ">" && !$0.isWhitespace })
        }
    }
}
