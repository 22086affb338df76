import FederationCore
import Glibc
import TLSInspection
import TestSupport
import Testing

@Suite("Without a handshake")
struct NoHandshakeTests {
    let samples: Samples

    init() throws {
        samples = try Samples()
    }

    private func failure(
        _ port: UInt16, timeout: Duration = .seconds(10)
    ) async throws -> TLSProbeError? {
        await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(.local(port, timeout: timeout))
        }
    }

    /// The shortest of up to five times: a busy machine makes any wait longer, and none shorter.
    private func quickest(
        than enough: Duration,
        _ measure: (ContinuousClock) async throws -> Duration
    ) async throws -> Duration {
        var best = Duration.seconds(3600)
        for _ in 0..<5 where best >= enough {
            best = min(best, try await measure(ContinuousClock()))
        }
        return best
    }

    @Test("A port where nobody listens refuses")
    func closedPort() async throws {
        let closed = try ClosedPort()
        let error = try await failure(closed.port)
        #expect(error == TLSProbeError(.refused, "connection refused"))
        _ = closed
    }

    @Test("An address that takes no connection costs the time limit, which the error names")
    func noConnection() async throws {
        let full = try FullListener()
        let error = try await failure(full.port, timeout: .milliseconds(200))
        #expect(error == TLSProbeError(.connectTimeout, "no connection within 200 ms"))
    }

    @Test("A probe that is still connecting can be cancelled")
    func cancelledConnecting() async throws {
        let full = try FullListener()
        let inspector = samples.inspector
        let task = Task { try await inspector.probe(.local(full.port)) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        let error = await #expect(throws: TLSProbeError.self) { try await task.value }
        #expect(error?.phase == .cancelled)
    }

    @Test("An address to which TCP does not go is told from one that refuses")
    func noRoute() async throws {
        // The broadcast address: no packet leaves for it.
        let request = TLSProbeRequest(
            address: IPAddress(255, 255, 255, 255), port: 8448, name: .name("localhost"))
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(request)
        }
        #expect(error?.phase == .connect)
        #expect(error?.reason == "no connection: network is unreachable")
    }

    @Test("A peer that says nothing costs the time limit, which the error names")
    func silence() async throws {
        let deaf = try deafPeer()
        let taken = try await quickest(than: .seconds(1)) { clock in
            let start = clock.now
            let error = try await failure(deaf.port, timeout: .milliseconds(300))
            #expect(
                error
                    == TLSProbeError(
                        .handshakeTimeout,
                        "no TLS handshake within 300 ms: the peer took the connection and sent nothing"
                    ))
            return start.duration(to: clock.now)
        }
        #expect(taken >= .milliseconds(300))
        #expect(taken < .seconds(10))
    }

    @Test("A peer that stops in the middle of the handshake is told from one that says nothing")
    func stalling() async throws {
        let listener = try ScriptedTCPServer { connection in
            connection.write([22, 3, 3, 0, 100, 2])
            while !connection.read().isEmpty {}
        }
        let error = try await failure(listener.port, timeout: .milliseconds(300))
        #expect(
            error
                == TLSProbeError(
                    .handshakeTimeout,
                    "no TLS handshake within 300 ms: the peer sent 6 bytes and no more"))
    }

    @Test("A peer that dribbles does not stretch the time limit")
    func dribbling() async throws {
        let dribbler = try ScriptedTCPServer { connection in
            guard connection.write([22, 3, 3, 64, 0, 2, 0, 63]) else { return }
            while connection.write([0]) { usleep(20_000) }
        }
        let error = try await failure(dribbler.port, timeout: .milliseconds(300))
        #expect(error?.phase == .handshakeTimeout)
        #expect(error?.reason.hasSuffix(" bytes and no more") == true)
    }

    @Test("A peer that floods is cut off")
    func flooding() async throws {
        let flooder = try ScriptedTCPServer { connection in
            // Handshake messages without end: a certificate list of 16 MB.
            let record = [22, 3, 3, 64, 0] + [UInt8](repeating: 0, count: 16_384)
            guard connection.write([22, 3, 3, 0, 4, 11, 255, 255, 255]) else { return }
            while connection.write(record) {}
        }
        let error = try await failure(flooder.port)
        #expect(error?.phase == .handshake)
    }

    @Test("A cancelled probe of a deaf peer ends at once")
    func cancellation() async throws {
        let deaf = try deafPeer()
        let inspector = samples.inspector
        let taken = try await quickest(than: .seconds(1)) { clock in
            let task = Task { try await inspector.probe(.local(deaf.port)) }
            try await Task.sleep(for: .milliseconds(100))
            let start = clock.now
            task.cancel()
            let error = await #expect(throws: TLSProbeError.self) { try await task.value }
            #expect(error == TLSProbeError(.cancelled, "cancelled"))
            return start.duration(to: clock.now)
        }
        #expect(taken < .seconds(1))
    }

    @Test("A probe of a cancelled task never begins")
    func cancelledBefore() async throws {
        let listener = try deafPeer()
        let inspector = samples.inspector
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await inspector.probe(.local(listener.port))
        }
        task.cancel()
        let error = await #expect(throws: TLSProbeError.self) { try await task.value }
        #expect(error?.phase == .cancelled)
    }

    @Test("A probe that waits for its turn can be cancelled")
    func cancelledInQueue() async throws {
        let listener = try deafPeer()
        let inspector = TLSInspector(trust: samples.trust, maximumConcurrent: 1)
        let first = Task { try await inspector.probe(.local(listener.port)) }
        let second = Task { try await inspector.probe(.local(listener.port)) }
        try await Task.sleep(for: .milliseconds(50))
        second.cancel()
        let error = await #expect(throws: TLSProbeError.self) { try await second.value }
        #expect(error?.phase == .cancelled)
        first.cancel()
        await #expect(throws: TLSProbeError.self) { try await first.value }
    }

    @Test("Plain HTTP that answers the greeting is recognised")
    func plainHTTP() async throws {
        let listener = try ScriptedTCPServer { connection in
            _ = connection.read()
            connection.write(Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8))
        }
        let error = try await failure(listener.port)
        #expect(
            error
                == TLSProbeError(
                    .plainHTTP, "plain HTTP answers, not TLS: 'HTTP/1.1 400 Bad Request'"))
    }

    @Test("Plain HTTP that waits for the end of a request is recognised, too")
    func patientHTTP() async throws {
        let listener = try ScriptedTCPServer { connection in
            guard let request = connection.readRequest(),
                request.starts(with: "HEAD / HTTP/1.1\r\n".utf8)
            else { return }
            connection.write(Array("HTTP/1.1 404 Not Found\r\n\r\n".utf8))
        }
        let error = try await failure(listener.port, timeout: .milliseconds(600))
        #expect(
            error
                == TLSProbeError(
                    .plainHTTP, "plain HTTP answers, not TLS: 'HTTP/1.1 404 Not Found'"))
    }

    @Test("Plain HTTP that hangs up on the greeting is recognised, too")
    func briefHTTP() async throws {
        let listener = try ScriptedTCPServer { connection in
            guard connection.read().starts(with: "HEAD /".utf8) else { return }
            connection.write(Array("HTTP/1.0 200 OK\r\n\r\n".utf8))
        }
        let error = try await failure(listener.port)
        #expect(
            error == TLSProbeError(.plainHTTP, "plain HTTP answers, not TLS: 'HTTP/1.0 200 OK'"))
    }

    @Test("A reset is told from a close")
    func reset() async throws {
        let resetting = try ScriptedTCPServer { connection in
            _ = connection.read()
            connection.reset()
        }
        let error = try await failure(resetting.port)
        #expect(
            error
                == TLSProbeError(
                    .closed, "the peer reset the connection without an answer to the handshake"))
        let closing = try ScriptedTCPServer { connection in _ = connection.read() }
        let other = try await failure(closing.port)
        #expect(
            other
                == TLSProbeError(
                    .closed,
                    "the peer closed the connection without an answer to the handshake"))
    }

    @Test("Another protocol is shown by its first bytes")
    func otherProtocol() async throws {
        let listener = try ScriptedTCPServer { connection in
            connection.write(Array("SSH-2.0-OpenSSH_9.2\u{1B}[2J\r\n".utf8))
            while !connection.read().isEmpty {}
        }
        let error = try await failure(listener.port)
        #expect(
            error
                == TLSProbeError(
                    .notTLS, "what answers is no TLS: it begins with 'SSH-2.0-OpenSSH_9.2.'"))
    }

    @Test("A peer that closes after its first bytes is told from one that says nothing")
    func closedInTheMiddle() async throws {
        let listener = try ScriptedTCPServer { connection in
            _ = connection.read()
            connection.write([22, 3, 3, 0, 100, 2])
        }
        let error = try await failure(listener.port)
        #expect(
            error
                == TLSProbeError(
                    .handshake, "the peer closed the connection during the handshake"))
    }

    @Test("A garbled record breaks the handshake")
    func garbage() async throws {
        let listener = try ScriptedTCPServer { connection in
            _ = connection.read()
            connection.write([22, 3, 3, 0, 4, 99, 0, 0, 0])
            while !connection.read().isEmpty {}
        }
        let error = try await failure(listener.port)
        #expect(error?.phase == .handshake)
        #expect(error?.reason == "the handshake broke: unexpected message")
    }
}
