import FederationCore
import TestSupport
import Testing
import Transport

@Suite("HTTP answers that are none")
struct HTTPFailureTests {
    private func failure(
        _ limits: HTTPLimits = HTTPLimits(), _ script: @escaping ScriptedTCPServer.Script
    ) async throws -> HTTPExchangeError? {
        let server = try ScriptedTCPServer(script)
        return try await CurlTransport.forTests().failure(over: .plain(to: server), limits: limits)
    }

    private func failure(
        answering text: String, _ limits: HTTPLimits = HTTPLimits()
    ) async throws -> HTTPExchangeError? {
        try await failure(limits) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(text)
        }
    }

    @Test("An answer that breaks off is told from a whole one, and says where it broke")
    func truncated() async throws {
        let error = try await failure(
            answering: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\"")
        #expect(error?.phase == .truncated)
        #expect(error?.reason.contains("after 4 bytes") == true)
        let chunked = try await failure(
            answering: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")
        #expect(chunked?.phase == .truncated)
        let head = try await failure(answering: "HTTP/1.1 200 OK\r\nContent-Le")
        #expect(head?.phase == .truncated)
        #expect(head?.reason == "the answer ended within its head")
    }

    @Test("A length that is too small cuts the body")
    func shortLength() async throws {
        let server = try ScriptedTCPServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}{}")
        let response = try await CurlTransport.forTests().exchange(
            HTTPRequest(method: "GET", target: "/", hostHeader: "a"), over: .plain(to: server),
            limits: HTTPLimits())
        #expect(response.body == Array("{}".utf8))
    }

    @Test("A connection that is closed without a word is no answer")
    func silence() async throws {
        let closed = try await failure { connection in _ = connection.readRequest() }
        #expect(closed?.phase == .truncated)
        #expect(closed?.reason.contains("without an answer") == true)
        let reset = try await failure { connection in
            _ = connection.readRequest()
            connection.reset()
        }
        #expect(reset?.phase == .truncated)
    }

    @Test(
        "What is no HTTP is called so",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n", "220 mail.example.org ESMTP\r\n", "<html>\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\r\n\r\n",
        ])
    func notHTTP(text: String) async throws {
        let error = try await failure(answering: text)
        #expect(error?.phase == .notHTTP, "\(String(describing: error))")
    }

    @Test("A body beyond the limit ends the exchange, announced or not")
    func largeBody() async throws {
        let limits = HTTPLimits(maximumBodyBytes: 1000)
        let announced = try await failure(
            answering: "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", limits)
        let flood = try await failure(limits) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            let block = [UInt8](repeating: 0x61, count: 1 << 16)
            while connection.write(block) {}
        }
        let chunks = try await failure(limits) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while connection.write("64\r\n" + String(repeating: "a", count: 100) + "\r\n") {}
        }
        for error in [announced, flood, chunks] {
            #expect(error?.phase == .tooLarge)
            #expect(error?.reason == "the body of the answer is larger than 1000 bytes")
        }
    }

    @Test("A body of exactly the limit is taken")
    func fittingBody() async throws {
        let server = try ScriptedTCPServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + String(repeating: "a", count: 1000))
        let response = try await CurlTransport.forTests().exchange(
            HTTPRequest(method: "GET", target: "/", hostHeader: "a"), over: .plain(to: server),
            limits: HTTPLimits(maximumBodyBytes: 1000))
        #expect(response.body.count == 1000)
    }

    @Test("Headers without end are cut off")
    func headers() async throws {
        let many = try await failure { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-Header: value\r\n") {}
        }
        #expect(many?.phase == .tooLarge)
        #expect(many?.reason == "the headers of the answer are larger than 65536 bytes")
        let long = try await failure { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nX: ")
            while connection.write(String(repeating: "a", count: 1000)) {}
        }
        #expect(long?.phase == .tooLarge, "\(String(describing: long))")
        let interim = try await failure { connection in
            guard connection.readRequest() != nil else { return }
            while connection.write("HTTP/1.1 100 Continue\r\n\r\n") {}
        }
        #expect(interim?.phase == .tooLarge, "\(String(describing: interim))")
    }

    @Test("A closed port is a refusal, and says which")
    func refused() async throws {
        let closed = try ClosedPort()
        let route = HTTPRoute(
            address: .loopback, port: closed.port, tlsName: .name("example.org"))
        let error = try await CurlTransport.forTests().failure(over: route)
        #expect(error?.phase == .refused)
        #expect(error?.reason == "127.0.0.1:\(route.port) refused the connection")
    }

    @Test("An address without a route says so")
    func unreachable() async throws {
        let broadcast = HTTPRoute(
            address: IPAddress(255, 255, 255, 255), port: 8448, tlsName: .name("example.org"))
        let error = try await CurlTransport.forTests().failure(over: broadcast)
        #expect(error?.phase == .connect)
        #expect(error?.reason.hasPrefix("no connection to 255.255.255.255:8448: ") == true)
    }
}
