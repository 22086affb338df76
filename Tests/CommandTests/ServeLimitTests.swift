import Foundation
import TestSupport
import Testing

@Suite("The limits of fedctl serve")
struct ServeLimitTests {
    private static let version =
        "GET /_matrix/federation/v1/version HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n"

    @Test("The options say what is too much", .timeLimit(.minutes(1)))
    func options() async throws {
        let peer = try await ServedPeer([
            "--plain-http", "--max-body", "1K", "--max-header-bytes", "2K", "--idle-timeout", "0.3",
            "--transfer-timeout", "0.3", "--max-connections", "3",
        ])
        let put = "PUT /_matrix/federation/v1/send/1 HTTP/1.1\r\nHost: a\r\n"
        let cases = [
            ("\(put)Content-Length: 1025\r\n\r\n", "HTTP/1.1 413 "),
            ("\(put)X: \(String(repeating: "a", count: 2_048))\r\n\r\n", "HTTP/1.1 431 "),
            ("\(put)Content-Length: 9\r\n\r\n{", "HTTP/1.1 408 "),
            ("GET / HT", ""),
        ]
        for (text, expected) in cases {
            let answer = await LoopbackClients.ask(text, port: peer.port, milliseconds: 20_000)
            #expect(
                expected.isEmpty ? answer?.isEmpty == true : answer?.hasPrefix(expected) == true,
                "\(text.prefix(60)): \(answer ?? "no end")")
        }
        let many = LoopbackClients(20, to: peer.port)
        try await Self.wait { many.closedCount() == many.count }
    }

    @Test(
        "What cannot be a limit is a usage error that says what can",
        arguments: [
            ["--max-connections", "0"], ["--max-connections", "many"], ["--max-body", "12X"],
            ["--max-body", "-1"], ["--max-body", "9223372036854775807G"], ["--max-body", "1G"],
            ["--max-header-bytes", "1"], ["--idle-timeout", "0"], ["--transfer-timeout", "x"],
        ])
    func mistakes(arguments: [String]) async throws {
        let run = try await Fedctl.run(["serve", "--listen", "127.0.0.1:0"] + arguments)
        #expect(run.status == 64 && run.err.contains(arguments[0]), "\(run)")
    }

    @Test(
        "A flood is borne: others are answered meanwhile, memory stays bounded, and the end comes",
        .timeLimit(.minutes(2)), arguments: Flood.allCases)
    func floods(flood: Flood) async throws {
        let peer = try await ServedPeer([
            "--plain-http", "--name", "a.test", "--max-connections", "1200", "--max-body",
            "4000000",
            "--max-held-bodies", "48M", "--idle-timeout", "3", "--transfer-timeout", "3", "--quiet",
        ])
        let before = try peer.residentBytes
        let clients = LoopbackClients(flood.clientCount, to: peer.port)
        #expect(clients.count == flood.clientCount)
        var peak = 0
        for _ in 0..<10 {
            clients.send(flood.bytes)
            let answer = await LoopbackClients.ask(
                Self.version, port: peer.port, milliseconds: 20_000)
            #expect(answer?.hasPrefix("HTTP/1.1 200 ") == true, "\(answer ?? "no answer")")
            peak = max(peak, try peer.residentBytes)
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(peak - before < 160 << 20, "\((peak - before) >> 20) MiB")
        guard flood.isEnded else { return }
        try await Self.wait { clients.closedCount() == clients.count }
    }

    /// Waits until something is so.
    private static func wait(until isSo: () -> Bool) async throws {
        let end = Date().addingTimeInterval(30)
        while !isSo(), Date() < end { try await Task.sleep(for: .milliseconds(50)) }
        #expect(isSo())
    }
}
