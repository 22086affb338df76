import FederationCore
import TestSupport
import Testing
import Transport

@Suite("HTTP proxies")
struct HTTPProxyTests {
    @Test("A proxy is asked for a tunnel to the address, not to the name")
    func tunnel() async throws {
        let proxy = try ScriptedTCPServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n")
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 204 No Content\r\n\r\n")
        }
        let transport = try CurlTransport.forTests(
            CurlTransport.Configuration(proxy: "http://127.0.0.1:\(proxy.port)"))
        let route = HTTPRoute(
            address: IPAddress(192, 0, 2, 7), port: 8448, tlsName: .name("example.org"),
            usesTLS: false)
        let response = try await transport.exchange(
            HTTPRequest(method: "GET", target: "/x", hostHeader: "example.org"), over: route,
            limits: HTTPLimits())
        #expect(response.status == 204)
        #expect(response.headers.isEmpty)
        let requests = proxy.requests.map { String(decoding: $0, as: UTF8.self) }
        #expect(requests.count == 2)
        #expect(requests.first?.hasPrefix("CONNECT 192.0.2.7:8448 HTTP/1.1\r\n") == true)
        #expect(requests.last == "GET /x HTTP/1.1\r\nHost: example.org\r\n\r\n")
    }

    @Test("A proxy that refuses is named, and not taken for the server")
    func refusal() async throws {
        let proxy = try ScriptedTCPServer.answering(
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        let transport = try CurlTransport.forTests(
            CurlTransport.Configuration(proxy: "http://user:secret@127.0.0.1:\(proxy.port)"))
        let route = HTTPRoute(
            address: IPAddress(192, 0, 2, 7), port: 8448, tlsName: .name("example.org"))
        let error = await transport.failure(over: route)
        #expect(error?.phase == .connect)
        #expect(
            error?.reason
                == "the proxy 127.0.0.1:\(proxy.port) refused the connection to 192.0.2.7:8448 with 403"
        )
    }

    @Test("A proxy that is dead is named without its password, and not taken for the server")
    func dead() async throws {
        let port = try ClosedPort().port
        let transport = try CurlTransport.forTests(
            CurlTransport.Configuration(proxy: "http://user:secret@127.0.0.1:\(port)"))
        let route = HTTPRoute(
            address: IPAddress(192, 0, 2, 7), port: 8448, tlsName: .name("example.org"))
        let error = await transport.failure(over: route)
        #expect(error?.phase == .proxy)
        #expect(
            error?.reason == "no connection to the proxy 127.0.0.1:\(port): connection refused")
    }
}
