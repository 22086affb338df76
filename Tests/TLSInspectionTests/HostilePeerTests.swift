import Certificates
import FederationCore
import FoundationEssentials
import Glibc
import TLSInspection
import TestSupport
import Testing

/// What a peer may cost that means no good: never more than the limits, and never the process.
@Suite("Hostile peers")
struct HostilePeerTests {
    let samples: Samples

    init() throws {
        samples = try Samples()
    }

    /// A leaf with as many certificates behind it as are wanted, none of which belongs to it.
    private func padded(with count: Int) throws -> IssuedCertificate {
        var issued = try samples.root.issue(samples.request("localhost"))
        for _ in 0..<count { issued.intermediatesPEM += issued.leafPEM }
        return issued
    }

    @Test("A long chain is read to its end, and verified in no time", .timeLimit(.minutes(1)))
    func longChain() async throws {
        let server = try samples.server(padded(with: 150))
        let result = try await samples.inspector.probe(.local(server.port))
        #expect(result.chain.count == 151)
        #expect(result.verificationErrors.isEmpty)
        #expect(result.handshakeMilliseconds < 5_000)
    }

    @Test("A path of many intermediates is verified within the limits", .timeLimit(.minutes(1)))
    func deepChain() async throws {
        var authority = samples.root
        for level in 0..<40 {
            authority = try authority.intermediate(
                commonName: "Level \(level)", notBefore: samples.now - 3600,
                notAfter: samples.now + 3600)
        }
        let server = try samples.server(authority.issue(samples.request("localhost")))
        let result = try await samples.inspector.probe(.local(server.port))
        #expect(result.chain.count == 41)
        #expect(result.verificationErrors.isEmpty)
    }

    @Test("A chain larger than the limit breaks the handshake, and the reason says so")
    func hugeChain() async throws {
        let server = try samples.server(padded(with: 400))
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(.local(server.port))
        }
        #expect(error?.phase == .handshake)
        #expect(
            error?.reason.contains("larger than the 100 KiB") == true,
            "\(String(describing: error))")
    }

    @Test("A record that is cut off is a broken handshake", arguments: [1, 3, 5, 6, 40])
    func truncatedRecord(length: Int) async throws {
        let record: [UInt8] = [22, 3, 3, 0, 80, 2, 0, 0, 76, 3, 3]
        let bytes = Array((record + [UInt8](repeating: 7, count: 74)).prefix(length))
        let peer = try ScriptedTCPServer { connection in
            _ = connection.read()
            connection.write(bytes)
        }
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(.local(peer.port, timeout: .seconds(5)))
        }
        #expect(error?.phase == .handshake)
    }

    @Test("A byte at a time ends at the time limit, also in the middle of a record")
    func dripping() async throws {
        let peer = try ScriptedTCPServer { connection in
            guard connection.write([22, 3, 3, 0, 80]) else { return }
            while connection.write([0]) { usleep(100_000) }
        }
        let clock = ContinuousClock()
        let start = clock.now
        let error = await #expect(throws: TLSProbeError.self) {
            try await samples.inspector.probe(.local(peer.port, timeout: .milliseconds(400)))
        }
        #expect(error?.phase == .handshakeTimeout)
        #expect(start.duration(to: clock.now) < .seconds(40))
    }
}
