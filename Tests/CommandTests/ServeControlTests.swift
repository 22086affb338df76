import Foundation
import MatrixJSON
import Testing

@Suite("fedctl serve --control")
struct ServeControlTests {
    @Test("The token and the address are announced, an operation answers, and shutdown ends it")
    func control() async throws {
        let folder = try TemporaryFolder()
        let token = try folder.write("token", Array("s3cret\n".utf8))
        let peer = try await ServedPeer([
            "--control", "127.0.0.1:0", "--control-token", "@" + token, "--name", "a.test",
        ])
        let announcement = try peer.announcement()
        try Schema.hold(announcement, to: "fedctl.serve/1")
        let control = try JSONValue(parsing: Array(announcement.utf8))["control"]
        #expect(control?["token"] == "s3cret")
        let url = try #require(Self.text(control?["url"]))
        #expect(try await Self.ask(url, "servers", token: "other").status == 401)
        let servers = try await Self.ask(url, "servers", token: "s3cret")
        #expect(servers.body.contains(#""server_name":"a.test""#), "\(servers)")
        #expect(try await Self.ask(url, "shutdown", token: "s3cret", isPost: true).status == 200)
        #expect(try await peer.ended() == 0)
    }

    @Test("Several names have rooms of their own, and a number in quotes is a text")
    func rooms() async throws {
        let folder = try TemporaryFolder()
        let file = { (name: String) in
            let text = """
                rooms:
                  - id: a
                    version: "11"
                    name: "1"
                    topic: "007"
                    members: ["@u:\(name)"]
                users:
                  - name: u
                    profile: {quoted: "1", plain: 1}
                """
            return try folder.write("\(name).yaml", Array(text.utf8))
        }
        let peer = try await ServedPeer([
            "--name", "a.test", "--name", "b.test", "--rooms", try file("a.test"), "--rooms",
            "b.test=" + (try file("b.test")), "--control", "127.0.0.1:0", "--control-token", "t",
        ])
        let announcement = try JSONValue(parsing: Array(try peer.announcement().utf8))
        let url = try #require(Self.text(announcement["control"]?["url"]))
        for name in ["a.test", "b.test"] {
            let rooms = try await Self.ask(url, "rooms?server=\(name)", token: "t")
            #expect(rooms.status == 200 && rooms.body.contains(":\(name)"), "\(rooms)")
        }
        let wrong = try await Fedctl.run([
            "serve", "--listen", "127.0.0.1:0", "--name", "a.test", "--rooms", "c.test=x.yaml",
        ])
        #expect(wrong.status == 64, "\(wrong)")
        #expect(wrong.err.contains("'c.test' is no name of --name"), "\(wrong)")
    }

    private static func text(_ value: JSONValue?) -> String? {
        if case .string(let text) = value { text } else { nil }
    }

    /// Asks for an operation with curl, as a script would.
    private static func ask(
        _ url: String, _ operation: String, token: String, isPost: Bool = false
    ) async throws -> (status: Int, body: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [
                "curl", "-sS", "-m", "20", "-w", "\n%{http_code}", "-H",
                "Authorization: Bearer \(token)", "\(url)/v1/\(operation)",
            ] + (isPost ? ["-d", "{}"] : [])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let out = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let lines = out.split(separator: "\n", omittingEmptySubsequences: false)
        return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
    }
}
