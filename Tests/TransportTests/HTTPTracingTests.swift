import FederationCore
import Synchronization
import TestSupport
import Testing
@testable import Transport

@Suite("Tracing of HTTP")
struct HTTPTracingTests {
    private final class Journal: HTTPTracing {
        let events = Mutex<[HTTPTraceEvent]>([])

        func trace(_ event: HTTPTraceEvent, exchange: UInt64) {
            events.withLock { $0.append(event) }
        }
    }

    @Test(
        "A host that libcurl has no name for is left out",
        arguments: [
            ("Connected to (nil) (192.0.2.1) port 443", "Connected to 192.0.2.1 port 443"),
            ("Connection #0 to host (nil) left intact", "Connection #0 left intact"),
            ("Connected to (nil)", "Connected to"), ("Trying 192.0.2.1:443...", nil),
        ] as [(String, String?)])
    func absentHost(line: String, text: String?) {
        #expect(HTTPTraceEvent.withoutAbsentHost(line) == text ?? line)
    }

    @Test("Lines of both directions are seen, and a signature only by its beginning")
    func lines() async throws {
        let journal = Journal()
        let server = try ScriptedTCPServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        let signature = "abcdefghijklmnopqrstuvwxyz"
        let header =
            "X-Matrix origin=\"a\",key=\"ed25519:1\",sig=\"\(signature)\",destination=\"b\""
        _ = try await CurlTransport.forTests(CurlTransport.Configuration(tracing: journal))
            .exchange(
                HTTPRequest(
                    method: "PUT", target: "/t", hostHeader: "b",
                    headers: [
                        HTTPHeader("Authorization", header),
                        HTTPHeader("Proxy-Authorization", "Basic c2VjcmV0"),
                    ], body: Array("123".utf8)),
                over: .plain(to: server), limits: HTTPLimits())
        let events = journal.events.withLock { $0 }
        #expect(events.contains(.requestLine("PUT /t HTTP/1.1")))
        #expect(events.contains(.requestLine("Host: b")))
        #expect(
            events.contains(
                .requestLine(
                    "Authorization: X-Matrix origin=\"a\",key=\"ed25519:1\",sig=\"abcdefgh…,destination=\"b\""
                )))
        #expect(events.contains(.requestLine("Proxy-Authorization: Basic …")))
        #expect(events.contains(.requestBody(bytes: 3)))
        #expect(events.contains(.responseLine("HTTP/1.1 200 OK")))
        #expect(events.contains(.responseBody(bytes: 2)))
        #expect(!"\(events)".contains(signature))
        #expect(!"\(events)".contains("c2VjcmV0"))
    }
}
