import FederationCore
import TestSupport
import Testing
import Transport

@Suite("Bytes of HTTP requests")
struct HTTPBytesTests {
    /// What arrives at a server when `request` is sent.
    private func bytes(of request: HTTPRequest) async throws -> String {
        let server = try ScriptedTCPServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        _ = try await CurlTransport.forTests().exchange(
            request, over: .plain(to: server), limits: HTTPLimits())
        return String(decoding: try #require(server.requests.first), as: UTF8.self)
    }

    @Test(
        "The target goes out byte for byte",
        arguments: [
            "/", "//a//b", "/a/../b/./c", "/%2F%2f%2E%2e/x", "/a?b=c&d=%20+&&e",
            "/~!$&'()*,;=:@|^`{}\"<>\\", "/ä", "*", "/?", "/#fragment", "/a?b#c",
        ])
    func target(_ target: String) async throws {
        let request = HTTPRequest(method: "GET", target: target, hostHeader: "Example.ORG:8448")
        #expect(
            try await bytes(of: request)
                == "GET \(target) HTTP/1.1\r\nHost: Example.ORG:8448\r\n\r\n")
    }

    @Test("Headers go out in their order, twice where they stand twice, and no other is added")
    func headers() async throws {
        let request = HTTPRequest(
            method: "GET", target: "/", hostHeader: "a",
            headers: [
                HTTPHeader("X-One", "1"), HTTPHeader("authorization", "X-Matrix origin=a"),
                HTTPHeader("X-One", "2"), HTTPHeader("X-Empty", ""), HTTPHeader("ACCEPT", "a/b"),
                HTTPHeader("User-Agent", "fedctl"),
            ])
        #expect(
            try await bytes(of: request) == """
                GET / HTTP/1.1\r
                Host: a\r
                X-One: 1\r
                authorization: X-Matrix origin=a\r
                X-One: 2\r
                X-Empty:\r
                ACCEPT: a/b\r
                User-Agent: fedctl\r
                \r

                """)
    }

    @Test(
        "A body has its length before it, for every method",
        arguments: ["PUT", "POST", "GET", "DELETE"])
    func body(method: String) async throws {
        let request = HTTPRequest(
            method: method, target: "/t", hostHeader: "a",
            headers: [HTTPHeader("Content-Type", "application/json")], body: Array("{\"ä\":1}".utf8)
        )
        #expect(
            try await bytes(of: request) == """
                \(method) /t HTTP/1.1\r
                Host: a\r
                Content-Type: application/json\r
                Content-Length: 8\r
                \r
                {"ä":1}
                """)
    }

    @Test("A large body goes out whole, without waiting for a 100")
    func largeBody() async throws {
        let body = [UInt8](repeating: 0x61, count: 3 << 20)
        let request = HTTPRequest(method: "PUT", target: "/", hostHeader: "a", body: body)
        let sent = try await bytes(of: request)
        #expect(sent.utf8.count == body.count + "PUT / HTTP/1.1\r\nHost: a\r\n".utf8.count + 27)
        #expect(sent.contains("\r\nContent-Length: 3145728\r\n\r\naaa"))
        #expect(!sent.lowercased().contains("expect"))
    }

    @Test("An empty body has a length of 0, and no body has no length")
    func emptyBody() async throws {
        let empty = HTTPRequest(method: "PUT", target: "/", hostHeader: "a", body: [])
        #expect(
            try await bytes(of: empty)
                == "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        let none = HTTPRequest(method: "PUT", target: "/", hostHeader: "a")
        #expect(try await bytes(of: none) == "PUT / HTTP/1.1\r\nHost: a\r\n\r\n")
    }

    @Test("A wrong length, and an Expect, go out where the caller asks for them")
    func callersFraming() async throws {
        let request = HTTPRequest(
            method: "PUT", target: "/", hostHeader: "a",
            headers: [
                HTTPHeader("Content-Length", "0"), HTTPHeader("Expect", "100-continue"),
            ])
        #expect(
            try await bytes(of: request) == """
                PUT / HTTP/1.1\r
                Host: a\r
                Content-Length: 0\r
                Expect: 100-continue\r
                \r

                """)
    }

    @Test("HEAD takes the length in its answer for what it is")
    func head() async throws {
        let server = try ScriptedTCPServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
        let response = try await CurlTransport.forTests().exchange(
            HTTPRequest(method: "HEAD", target: "/", hostHeader: "a"),
            over: .plain(to: server), limits: HTTPLimits(maximumBodyBytes: 10))
        #expect(response.headers.firstValue(of: "content-length") == "500")
        #expect(response.body.isEmpty)
        #expect(server.requests.first?.starts(with: Array("HEAD / HTTP/1.1\r\n".utf8)) == true)
    }

    @Test(
        "What would break the framing never goes out",
        arguments: [
            (HTTPRequest(method: "GET", target: "/a b", hostHeader: "a"), "at byte 2"),
            (HTTPRequest(method: "GET", target: "/\r\nX: y", hostHeader: "a"), "at byte 1"),
            (HTTPRequest(method: "GET", target: "", hostHeader: "a"), "target is empty"),
            (HTTPRequest(method: "GE T", target: "/", hostHeader: "a"), "method 'GE T'"),
            (HTTPRequest(method: "GET", target: "/", hostHeader: "a\nb"), "header 'Host'"),
            (
                HTTPRequest(
                    method: "GET", target: "/", hostHeader: "a",
                    headers: [HTTPHeader("X", "a\rb")]), "header 'X'"
            ),
            (
                HTTPRequest(
                    method: "GET", target: "/", hostHeader: "a", headers: [HTTPHeader("X:", "a")]),
                "header name 'X:'"
            ),
        ])
    func framing(request: HTTPRequest, words: String) async throws {
        let server = try ScriptedTCPServer.answering("")
        let error = try await CurlTransport.forTests().failure(
            of: request, over: .plain(to: server))
        #expect(error?.phase == .other)
        #expect(error?.reason.contains(words) == true)
        #expect(server.connections == 0)
    }

    @Test("A name that is none never gets into the URL")
    func hostName() async throws {
        let server = try ScriptedTCPServer.answering("")
        for name in ["a@b", "a/b", "a b", "", "a#", "[::1]"] {
            var route = HTTPRoute.plain(to: server)
            route.tlsName = .name(name)
            let error = try await CurlTransport.forTests().failure(over: route)
            #expect(error?.reason == "'\(name)' is no host name")
        }
    }
}
