import FederationCore
import TestSupport
import Testing
import Transport

@Suite("Deaf and slow HTTP peers")
struct HTTPWaitingTests {
    /// The error of an exchange with a peer that does `script`, with how many milliseconds it took.
    private func wait(
        overTLS: Bool = false, _ script: @escaping ScriptedTCPServer.Script
    ) async throws -> (error: HTTPExchangeError?, milliseconds: Double) {
        let server = try ScriptedTCPServer(script)
        var route = HTTPRoute.plain(to: server)
        route.usesTLS = overTLS
        let limits = HTTPLimits(timeout: .milliseconds(300))
        let transport = try CurlTransport.forTests()
        let start = ContinuousClock.now
        let error = await transport.failure(over: route, limits: limits)
        return (error, (ContinuousClock.now - start) / .milliseconds(1))
    }

    @Test("The deadline ends the wait for a deaf peer, and says what was waited for")
    func deaf() async throws {
        let (error, time) = try await wait { connection in
            while !connection.read().isEmpty {}
        }
        #expect(error?.phase == .timeout)
        #expect(error?.reason == "no HTTP answer within 300 ms")
        #expect((290..<500).contains(time))
    }

    @Test("A handshake that never ends is told from a missing answer")
    func deafInHandshake() async throws {
        let (error, _) = try await wait(overTLS: true) { connection in
            while !connection.read().isEmpty {}
        }
        #expect(error?.phase == .timeout)
        #expect(error?.reason == "no TLS handshake within 300 ms")
    }

    @Test("A byte at a time does not stretch the deadline")
    func slow() async throws {
        let (error, time) = try await wait { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            while connection.write("a") { pause(milliseconds: 10) }
        }
        #expect(error?.phase == .timeout)
        #expect(
            error?.reason.hasPrefix("the answer was not complete within 300 ms (") == true)
        #expect(time < 500)
    }

    @Test("Cancellation ends the wait for a deaf peer at once")
    func cancellation() async throws {
        let server = try ScriptedTCPServer { connection in
            while !connection.read().isEmpty {}
        }
        let transport = try CurlTransport.forTests()
        let limits = HTTPLimits(timeout: .seconds(30))
        let route = HTTPRoute.plain(to: server)
        let start = ContinuousClock.now
        let error = await withTaskGroup(of: HTTPExchangeError?.self) { group in
            group.addTask { await transport.failure(over: route, limits: limits) }
            try? await Task.sleep(for: .milliseconds(100))
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(error?.phase == .cancelled)
        #expect(ContinuousClock.now - start < .milliseconds(300))
        #expect(server.connections == 1)
    }

    @Test("A task that was cancelled before connects to nobody")
    func cancelledBefore() async throws {
        let server = try ScriptedTCPServer.answering("")
        let transport = try CurlTransport.forTests()
        let route = HTTPRoute.plain(to: server)
        let error = await withTaskGroup(of: HTTPExchangeError?.self) { group in
            group.cancelAll()
            group.addTask { await transport.failure(over: route, limits: HTTPLimits()) }
            return await group.next() ?? nil
        }
        #expect(error?.phase == .cancelled)
        #expect(server.connections == 0)
    }
}
