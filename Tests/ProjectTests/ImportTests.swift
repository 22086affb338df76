import Foundation
import Testing

/// Which module may import which: the arrows of the house point down.
@Suite("Imports")
struct ImportTests {
    /// The house, floor by floor: what each module may import, C and outside packages too.
    static let allowed: [String: Set<String>] = [
        "MatrixJSON": [],
        "Findings": [],
        "Certificates": ["COpenSSL"],
        "FederationCore": ["MatrixJSON", "Findings", "Certificates", "COpenSSL"],
        "RoomEvents": core,
        "SigningKeys": core,
        "ServerDiscovery": core,
        "Transport": core.union(["CCurl", "COpenSSL"]),
        "TLSInspection": core.union(["COpenSSL"]),
        "RoomState": core.union(["RoomEvents"]),
        "FederationClient": core.union(["RoomEvents", "SigningKeys", "ServerDiscovery"]),
        "FederationChecks": core.union(["FederationClient", "SigningKeys", "ServerDiscovery"]),
        "RoomParticipation": core.union([
            "FederationClient", "RoomEvents", "RoomState", "SigningKeys", "ServerDiscovery",
        ]),
        "TestHomeserver": core.union([
            "RoomParticipation", "FederationClient", "RoomEvents", "RoomState", "SigningKeys",
            "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "NIOTLS",
        ]),
        "Rendering": results,
        "FederationCLI": results.union([
            "Rendering", "TestHomeserver", "RoomParticipation", "Transport", "TLSInspection",
            "ArgumentParser", "Yams",
        ]),
        "fedctl": ["FederationCLI"],
    ]

    private static let core: Set = ["FederationCore", "MatrixJSON", "Findings", "Certificates"]
    private static let results = core.union([
        "FederationChecks", "FederationClient", "RoomEvents", "RoomState", "SigningKeys",
        "ServerDiscovery",
    ])

    /// What any module may import: the standard library's own modules.
    private static let free: Set = ["FoundationEssentials", "Glibc", "Synchronization", "Dispatch"]

    @Test("Every module imports only what its floor allows")
    func arrowsPointDown() throws {
        var seen: Set<String> = []
        for path in Project.files(in: "Sources", endingIn: [".swift"]) {
            let module = String(path.split(separator: "/")[1])
            let permitted = try #require(Self.allowed[module], "\(module) is not in the table")
            seen.insert(module)
            for name in Self.imports(in: try Project.text(path)) {
                #expect(
                    permitted.contains(name) || Self.free.contains(name),
                    "\(path) imports \(name)")
            }
        }
        #expect(seen == Set(Self.allowed.keys))
    }

    @Test("Only the floors that name them see C")
    func cStaysBehindItsDoor() {
        let doors = Self.allowed.filter { !$0.value.isDisjoint(with: ["CCurl", "COpenSSL"]) }.keys
        #expect(
            Set(doors) == ["Certificates", "FederationCore", "Transport", "TLSInspection"])
    }

    @Test("The reader of imports sees through access levels and testability")
    func readsImports() {
        let source = """
            public import FederationCore
            @testable import Findings
            import struct Glibc.timespec
            // import Foundation
            let text = "import nothing"
            """
        #expect(Self.imports(in: source) == ["FederationCore", "Findings", "Glibc"])
    }

    private static func imports(in source: String) -> [String] {
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return source.split(separator: "\n").compactMap { line in
            var words = line.split(separator: " ").map(String.init)
            let before = Set([
                "public", "package", "internal", "private", "fileprivate", "@testable",
                "@preconcurrency",
            ])
            while let first = words.first, before.contains(first) { words.removeFirst() }
            guard words.first == "import", words.count >= 2 else { return nil }
            words.removeFirst()
            if kinds.contains(words[0]) { words.removeFirst() }
            return words.first?.split(separator: ".").first.map(String.init)
        }
    }
}
