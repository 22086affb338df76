import FederationCore
import Synchronization
import TestSupport
import Testing
import Transport

/// The times are taken at the peer, on its own thread: the pool of the tests may be busy.
@Suite("Deaf and slow HTTP peers")
struct HTTPWaitingTests {
    /// How long a connection stood, as its peer saw it.
    private final class Stopwatch: Sendable {
        let start = Mutex<ContinuousClock.Instant?>(nil)
        let end = Mutex<ContinuousClock.Instant?>(nil)

        /// Takes the time that `script` takes.
        func around(
            _ script: @escaping ScriptedTCPServer.Script
        ) -> ScriptedTCPServer.Script {
            { connection in
                self.start.withLock { $0 = .now }
                script(connection)
                self.end.withLock { $0 = .now }
            }
        }

        /// When the peer saw the end; waits for it.
        func endTime() async throws -> ContinuousClock.Instant {
            for _ in 0..<500 {
                if let end = end.withLock({ $0 }) { return end }
                try await Task.sleep(for: .milliseconds(10))
            }
            return try #require(nil, "the peer saw no end")
        }

        /// How long it took.
        func elapsed() async throws -> Duration {
            let end = try await endTime()
            return end - (try #require(start.withLock { $0 }))
        }
    }

    /// The error of an exchange with a peer that does `script`, with how long the connection stood.
    private func wait(
        overTLS: Bool = false, _ script: @escaping ScriptedTCPServer.Script
    ) async throws -> (error: HTTPExchangeError?, elapsed: Duration) {
        let stopwatch = Stopwatch()
        let server = try ScriptedTCPServer(stopwatch.around(script))
        var route = HTTPRoute.plain(to: server)
        route.usesTLS = overTLS
        let error = try await CurlTransport.forTests().failure(
            over: route, limits: HTTPLimits(timeout: .milliseconds(300)))
        return (error, try await stopwatch.elapsed())
    }

    @Test("The deadline ends the wait for a deaf peer, and says what was waited for")
    func deaf() async throws {
        let (error, elapsed) = try await wait { connection in
            while !connection.read().isEmpty {}
        }
        #expect(error?.phase == .timeout)
        #expect(error?.reason == "no HTTP answer within 300 ms")
        #expect((.milliseconds(200)..<(.milliseconds(500))).contains(elapsed))
    }

    @Test("A handshake that never ends is told from a missing answer")
    func deafInHandshake() async throws {
        let (error, elapsed) = try await wait(overTLS: true) { connection in
            while !connection.read().isEmpty {}
        }
        #expect(error?.phase == .timeout)
        #expect(error?.reason == "no TLS handshake within 300 ms")
        #expect(elapsed < .milliseconds(500))
    }

    @Test("A byte at a time does not stretch the deadline")
    func slow() async throws {
        let (error, elapsed) = try await wait { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            while connection.write("a") { pause(milliseconds: 10) }
        }
        #expect(error?.phase == .timeout)
        #expect(
            error?.reason.hasPrefix("the answer was not complete within 300 ms (") == true)
        #expect(elapsed < .milliseconds(500))
    }

    @Test("Cancellation ends the wait for a deaf peer at once")
    func cancellation() async throws {
        let stopwatch = Stopwatch()
        let server = try ScriptedTCPServer(
            stopwatch.around { connection in
                while !connection.read().isEmpty {}
            })
        let transport = try CurlTransport.forTests()
        let route = HTTPRoute.plain(to: server)
        try await withThrowingTaskGroup(of: HTTPExchangeError?.self) { group in
            group.addTask {
                await transport.failure(over: route, limits: HTTPLimits(timeout: .seconds(30)))
            }
            for _ in 0..<500 where server.connections == 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            let cancelled = ContinuousClock.now
            group.cancelAll()
            let error = try await group.next() ?? nil
            #expect(error?.phase == .cancelled)
            #expect(try await stopwatch.endTime() - cancelled < .milliseconds(200))
        }
    }

    @Test("Who cancels is told at once, and the others, and the next, are served as before")
    func cancellationOfOne() async throws {
        let server = try ScriptedTCPServer { connection in
            guard let bytes = connection.readRequest() else { return }
            let request = String(decoding: bytes, as: UTF8.self)
            if request.contains("/deaf") {
                while !connection.read().isEmpty {}
            } else {
                if request.contains("/slow") { pause(milliseconds: 300) }
                connection.write("HTTP/1.1 204 No Content\r\n\r\n")
            }
        }
        let transport = try CurlTransport.forTests()
        let route = HTTPRoute.plain(to: server)
        @Sendable func failure(_ target: String) async -> HTTPExchangeError? {
            await transport.failure(
                of: HTTPRequest(method: "GET", target: target, hostHeader: "a"), over: route,
                limits: HTTPLimits(timeout: .seconds(60)))
        }
        for _ in 0..<3 {
            let before = server.connections
            let deaf = Task { await failure("/deaf") }
            let slow = Task { await failure("/slow") }
            for _ in 0..<500 where server.connections < before + 2 {
                try await Task.sleep(for: .milliseconds(10))
            }
            let start = ContinuousClock.now
            deaf.cancel()
            #expect(await deaf.value?.phase == .cancelled)
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(await failure("/next") == nil)
            #expect(await slow.value == nil)
        }
    }

    @Test("A task that was cancelled before connects to nobody")
    func cancelledBefore() async throws {
        let server = try ScriptedTCPServer.answering("")
        let transport = try CurlTransport.forTests()
        let route = HTTPRoute.plain(to: server)
        let error = await withTaskGroup(of: HTTPExchangeError?.self) { group in
            group.cancelAll()
            group.addTask { await transport.failure(over: route) }
            return await group.next() ?? nil
        }
        #expect(error?.phase == .cancelled)
        #expect(server.connections == 0)
    }
}
