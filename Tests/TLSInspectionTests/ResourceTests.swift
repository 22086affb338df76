import FederationCore
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import TLSInspection

@Suite("Without a thread or a descriptor")
struct ResourceTests {
    /// Refuses once.
    private final class Refusal: Sendable {
        private let isOver = Atomic(false)

        func pass(_ number: Int32) throws(SystemError) {
            if !isOver.exchange(true, ordering: .relaxed) { throw SystemError(number: number) }
        }
    }

    /// What two probes, one after the other, come to.
    private func probes(
        with resources: HandshakeLoop.Resources
    ) async throws -> [Result<TLSProbeResult, TLSProbeError>] {
        let samples = try Samples()
        let server = try samples.server()
        let loop = HandshakeLoop(
            context: TLSContext(trust: samples.trust), limit: 4, userAgent: "test",
            resources: resources)
        defer { loop.stop() }
        var outcomes: [Result<TLSProbeResult, TLSProbeError>] = []
        for _ in 0..<2 {
            let ticket = ProbeTicket(.local(server.port))
            outcomes.append(
                await withCheckedContinuation { continuation in
                    loop.submit(Submission(ticket: ticket, continuation: continuation))
                })
        }
        return outcomes
    }

    private func expectOneFailure(
        _ outcomes: [Result<TLSProbeResult, TLSProbeError>], _ reason: String
    ) throws {
        #expect(throws: TLSProbeError(.connect, reason)) { try outcomes[0].get() }
        #expect(throws: Never.self) { try outcomes[1].get() }
    }

    @Test("Where no thread can be had the probe fails, and the next one tries again")
    func noThread() async throws {
        let refusal = Refusal()
        var resources = HandshakeLoop.Resources()
        resources.startThread = { body throws(SystemError) in
            try refusal.pass(EAGAIN)
            try HandshakeThread.start(body)
        }
        try expectOneFailure(
            try await probes(with: resources),
            "no thread for handshakes can be made here: resource temporarily unavailable")
    }

    @Test("Where no descriptor is left the probe fails, and the next one tries again")
    func noDescriptor() async throws {
        let refusal = Refusal()
        var resources = HandshakeLoop.Resources()
        resources.makeWakeup = { () throws(SystemError) in
            try refusal.pass(EMFILE)
            return try WakeupEvent()
        }
        try expectOneFailure(
            try await probes(with: resources),
            "no thread for handshakes can be made here: too many open files")
    }
}
