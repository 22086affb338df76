import FederationCore
import TLSInspection
import TestSupport
import Testing

@Suite("Handshakes through a proxy")
struct ProxyTests {
    /// An inspector behind the proxy at `url`.
    private static func inspector(
        _ samples: Samples, _ url: String, names: CannedNames = CannedNames([], others: .noSuchName)
    ) throws -> TLSInspector {
        TLSInspector(
            trust: samples.trust, proxy: (try HTTPProxy(parsing: url), names: names))
    }

    /// A request for a place that only the proxy can reach.
    private static func request(timeout: Duration = .seconds(10)) -> TLSProbeRequest {
        TLSProbeRequest(
            address: IPAddress(192, 0, 2, 7), port: 8448, name: .name("localhost"),
            timeout: timeout)
    }

    @Test(
        "The proxy is asked for a tunnel to the address, with the user of its URL, and the handshake goes through",
        arguments: ["127.0.0.1", "proxy.test"])
    func tunnel(host: String) async throws {
        let samples = try Samples()
        let server = try samples.server()
        let proxy = try ScriptedTCPServer { [port = server.port] connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n")
            connection.relay(to: port)
        }
        let names = CannedNames([.init(.a, "proxy.test", .addresses("127.0.0.1"))])
        let inspector = try Self.inspector(
            samples, "http://user:se%20cret@\(host):\(proxy.port)/", names: names)
        for _ in 0..<2 {
            let result = try await inspector.probe(Self.request())
            #expect(result.verificationErrors.isEmpty)
            #expect(result.chain.count == 1)
        }
        let asked = proxy.requests.map { String(decoding: $0, as: UTF8.self) }
        #expect(asked.count == 2)
        #expect(
            asked.first == """
                CONNECT 192.0.2.7:8448 HTTP/1.1\r
                Host: 192.0.2.7:8448\r
                User-Agent: fedctl\r
                Proxy-Authorization: Basic dXNlcjpzZSBjcmV0\r
                \r

                """)
        #expect(names.asked.count == (host == "proxy.test" ? 1 : 0), "asked for once")
    }

    @Test(
        "A proxy that gives no tunnel is named, without its password, and not taken for the server",
        arguments: [
            (
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
                "refused the connection to 192.0.2.7:8448 with 403"
            ),
            ("SSH-2.0-server\r\n\r\n", "answers with something else than HTTP"),
            ("HTTP/1.1 200 OK\r\n\r\nmore", "sends more than the head of its answer"),
            ("", "closed the connection without an answer"),
        ])
    func refusal(answer: String, words: String) async throws {
        let samples = try Samples()
        let proxy = try ScriptedTCPServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(answer)
        }
        let inspector = try Self.inspector(samples, "user:secret@127.0.0.1:\(proxy.port)")
        let error = await #expect(throws: TLSProbeError.self) {
            try await inspector.probe(Self.request())
        }
        #expect(error?.phase == (words.hasPrefix("refused") ? .connect : .proxy))
        #expect(error?.reason == "the proxy 127.0.0.1:\(proxy.port) \(words)")
    }

    @Test("A proxy that is dead, deaf or without an address costs no more than the limit")
    func dead() async throws {
        let samples = try Samples()
        let closed = try ClosedPort()
        let deaf = try deafPeer()
        let expected: [(String, TLSProbeError.Phase, String)] = [
            (
                "http://127.0.0.1:\(closed.port)", .proxy,
                "no connection to the proxy 127.0.0.1:\(closed.port)"
            ),
            (
                "http://127.0.0.1:\(deaf.port)", .connectTimeout,
                "no connection through the proxy 127.0.0.1:\(deaf.port) within"
            ),
            (
                "http://proxy.test", .proxy,
                "the name of the proxy proxy.test:1080 has no address"
            ),
        ]
        for (url, phase, words) in expected {
            let inspector = try Self.inspector(samples, url)
            let error = await #expect(throws: TLSProbeError.self) {
                try await inspector.probe(Self.request(timeout: .milliseconds(300)))
            }
            #expect(error?.phase == phase)
            #expect(error?.reason.hasPrefix(words) == true, "\(error?.reason ?? "none")")
        }
    }
}
