import Foundation
import TestSupport
import Testing

@Suite("fedctl check of a hostile peer")
struct HostilePeerTests {
    @Test(
        "It ends within the limits, in a finding, with nothing unescaped",
        .timeLimit(.minutes(1)), arguments: HostilePeer.allCases)
    func ends(_ peer: HostilePeer) async throws {
        let server = try peer.start()
        let start = Date()
        let run = try await Fedctl.run([
            "check", "localhost:\(server.port)", "--ipv4", "--timeout", "1",
        ])
        #expect(Date().timeIntervalSince(start) < 40)
        #expect(run.status == 1, "\(run)")
        let lines = run.out.split(separator: "\n")
        let version = try #require(lines.first { $0.contains("version.answer") }, "\(run)")
        #expect(version.contains(peer.words), "\(version)")
        #expect(lines.count < 400, "\(run)")
        #expect(run.out.unicodeScalars.allSatisfy(Self.isHarmless), "\(run)")
        #expect(run.err.unicodeScalars.allSatisfy(Self.isHarmless), "\(run)")
    }

    @Test("Redirects of the well-known document in a ring end in a finding, each hop once")
    func ring() async throws {
        let server = try HostilePeer.aRing.start()
        let run = try await Fedctl.run([
            "check", "localhost", "--ipv4", "--timeout", "1", "--insecure", "--connect-to",
            "localhost:443:127.0.0.1:\(server.port)", "--connect-to",
            "localhost:8448:127.0.0.1:\(server.port)",
        ])
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("warn  well-known.reachable"), "\(run)")
        #expect(run.out.unicodeScalars.allSatisfy(Self.isHarmless), "\(run)")
    }

    /// Whether a terminal only shows it: no control character but the line feed.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar.properties.generalCategory != .control
    }
}
