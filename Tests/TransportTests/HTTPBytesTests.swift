import FederationCore
import TestSupport
import Testing
import Transport

@Suite("Bytes of HTTP requests")
struct HTTPBytesTests {
    @Test(
        "The target goes out byte for byte",
        arguments: [
            "/", "//a//b", "/a/../b/./c", "/%2F%2f%2E%2e/x", "/a?b=c&d=%20+&&e",
            "/~!$&'()*,;=:@|^`{}\"<>\\",
            "/ä", "*", "/?", "/#fragment", "/a?b#c",
        ])
    func target(_ target: String) async throws {
        let server = try ScriptedTCPServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        }
        let response = try await CurlTransport.forTests().exchange(
            HTTPRequest(method: "GET", target: target, hostHeader: "Example.ORG:8448"),
            over: .plain(to: server), limits: HTTPLimits())
        #expect(response.status == 200)
        #expect(response.body == Array("{}".utf8))
        let request = try #require(server.requests.first)
        #expect(
            String(decoding: request, as: UTF8.self)
                == "GET \(target) HTTP/1.1\r\nHost: Example.ORG:8448\r\n\r\n")
    }
}
