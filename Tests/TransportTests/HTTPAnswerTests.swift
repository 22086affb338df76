import FederationCore
import TestSupport
import Testing
import Transport

@Suite("HTTP answers")
struct HTTPAnswerTests {
    private func answer(_ text: String) async throws -> HTTPResponse {
        let server = try ScriptedTCPServer.answering(text)
        return try await CurlTransport.forTests().exchange(
            HTTPRequest(method: "GET", target: "/", hostHeader: "a"), over: .plain(to: server),
            limits: HTTPLimits())
    }

    @Test("Headers come in their order, with their case, twice where they came twice")
    func headers() async throws {
        let response = try await answer(
            "HTTP/1.1 404 Not Found\r\nX-a:  1 \r\nx-A: 2\r\nEmpty:\r\nContent-Length: 2\r\n\r\n{}")
        #expect(response.status == 404)
        #expect(response.version == "HTTP/1.1")
        #expect(
            response.headers == [
                HTTPHeader("X-a", "1"), HTTPHeader("x-A", "2"), HTTPHeader("Empty", ""),
                HTTPHeader("Content-Length", "2"),
            ])
        #expect(response.body == Array("{}".utf8))
        let total = try #require(response.timings.total)
        #expect(try #require(response.timings.connect) <= total)
        #expect(try #require(response.timings.firstByte) <= total)
        #expect(response.timings.tls == nil)
    }

    @Test("Interim answers leave nothing behind")
    func interim() async throws {
        let response = try await answer(
            "HTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nY: 2\r\nContent-Length: 1\r\n\r\n1")
        #expect(response.status == 200)
        #expect(
            response.headers == [HTTPHeader("Y", "2"), HTTPHeader("Content-Length", "1")])
    }

    @Test("Where the caller asks for it, a 100 is the answer", arguments: [100, 413])
    func endsAtContinue(status: Int) async throws {
        let server = try ScriptedTCPServer { connection in
            guard connection.read().starts(with: Array("PUT ".utf8)) else { return }
            connection.write("HTTP/1.1 \(status) Whatever\r\n")
            connection.write(status == 100 ? "\r\n" : "Content-Length: 0\r\n\r\n")
            while !connection.read().isEmpty {}
        }
        var request = HTTPRequest(
            method: "PUT", target: "/", hostHeader: "a",
            headers: [
                HTTPHeader("Content-Length", "100000000"), HTTPHeader("Expect", "100-continue"),
            ])
        request.endsAtContinue = true
        let response = try await CurlTransport.forTests().exchange(
            request, over: .plain(to: server), limits: HTTPLimits(timeout: .seconds(15)))
        #expect(response.status == status)
    }

    @Test("IPv6 is connected to by its address", .enabled(if: ClosedPort.isIPv6Usable))
    func ipv6() async throws {
        let server = try ScriptedTCPServer(on: .v6Loopback) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 204 No Content\r\n\r\n")
        }
        var route = HTTPRoute.plain(to: server)
        for name in [TLSName.name("example.org"), .address(.v6Loopback)] {
            route.tlsName = name
            let response = try await CurlTransport.forTests().exchange(
                HTTPRequest(method: "GET", target: "/", hostHeader: "a"), over: route,
                limits: HTTPLimits())
            #expect(response.status == 204)
        }
    }

    @Test("HTTP/1.0 ends with the connection")
    func oldVersion() async throws {
        let response = try await answer("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello")
        #expect(response.version == "HTTP/1.0")
        #expect(response.body == Array("hello".utf8))
    }

    @Test("Redirects are not followed", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let server = try ScriptedTCPServer.answering(
            "HTTP/1.1 \(status) Moved\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n")
        let response = try await CurlTransport.forTests().exchange(
            HTTPRequest(method: "GET", target: "/", hostHeader: "a"), over: .plain(to: server),
            limits: HTTPLimits())
        #expect(response.status == status)
        #expect(response.headers.firstValue(of: "location") == "/else")
        #expect(server.connections == 1)
    }

    @Test("Chunks are put together, and trailers are no headers")
    func chunks() async throws {
        let response = try await answer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n2\r\nde\r\n0\r\nStatus: 500\r\n\r\n")
        #expect(response.status == 200)
        #expect(response.body == Array("abcde".utf8))
        #expect(response.headers == [HTTPHeader("Transfer-Encoding", "chunked")])
    }

    @Test("A content encoding is undone, asked for or not")
    func encoding() async throws {
        // {"a":1} in gzip.
        let packed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 74, 84, 178, 50, 172, 5, 0, 175, 172, 27, 86,
            7, 0, 0, 0,
        ]
        let server = try ScriptedTCPServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
            )
            connection.write(packed)
        }
        let response = try await CurlTransport.forTests().exchange(
            HTTPRequest(method: "GET", target: "/", hostHeader: "a"), over: .plain(to: server),
            limits: HTTPLimits())
        #expect(response.body == Array("{\"a\":1}".utf8))
        #expect(response.headers.firstValue(of: "content-encoding") == "gzip")
    }

    @Test("A connection is not used again, unless that is asked for", arguments: [false, true])
    func reuse(reuses: Bool) async throws {
        let server = try ScriptedTCPServer { connection in
            while connection.readRequest() != nil {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        let transport = try CurlTransport.forTests(
            CurlTransport.Configuration(reusesConnections: reuses))
        for _ in 0..<3 {
            _ = try await transport.exchange(
                HTTPRequest(method: "GET", target: "/", hostHeader: "a"),
                over: .plain(to: server), limits: HTTPLimits())
        }
        #expect(server.connections == (reuses ? 1 : 3))
        #expect(server.requests.count == 3)
    }

    @Test("A route of its own connection has one, where others are kept")
    func ownConnection() async throws {
        let server = try ScriptedTCPServer { connection in
            while connection.readRequest() != nil {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        let transport = try CurlTransport.forTests(
            CurlTransport.Configuration(reusesConnections: true))
        var route = HTTPRoute.plain(to: server)
        route.mayReuseConnection = false
        for _ in 0..<2 {
            let response = try await transport.exchange(
                HTTPRequest(method: "GET", target: "/", hostHeader: "a"), over: route,
                limits: HTTPLimits())
            #expect(response.timings.connect != nil)
        }
        #expect(server.connections == 2)
    }

    @Test(
        "A kept connection that is dead costs a GET or HEAD a second try, and nothing else uses it",
        arguments: [("GET", 3), ("HEAD", 3), ("PUT", 2), ("POST", 2), ("DELETE", 2)])
    func deadKeptConnection(method: String, requests: Int) async throws {
        let server = try ScriptedTCPServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            _ = connection.readRequest()
        }
        let transport = try CurlTransport.forTests(
            CurlTransport.Configuration(reusesConnections: true))
        for method in ["GET", method] {
            let response = try await transport.exchange(
                HTTPRequest(method: method, target: "/", hostHeader: "a"),
                over: .plain(to: server), limits: HTTPLimits())
            #expect(response.status == 200)
        }
        #expect(server.connections == 2)
        #expect(server.requests.count == requests)
    }

    @Test("Many exchanges at once come back to those who asked")
    func concurrency() async throws {
        let server = try ScriptedTCPServer { connection in
            guard let request = connection.readRequest() else { return }
            let target = String(decoding: request, as: UTF8.self).split(separator: " ")[1]
            connection.write(
                "HTTP/1.1 200 OK\r\nContent-Length: \(target.utf8.count)\r\n\r\n\(target)")
        }
        let transport = try CurlTransport.forTests()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let response = try await transport.exchange(
                        HTTPRequest(method: "GET", target: "/\(number)", hostHeader: "a"),
                        over: .plain(to: server), limits: HTTPLimits())
                    return response.body == Array("/\(number)".utf8)
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
    }
}
