import FederationCore
import FoundationEssentials
import TLSInspection
import TestSupport
import Testing

/// Counts the descriptors of the process, so nothing else may run beside it.
@Suite("Descriptors", .serialized)
struct DescriptorTests {
    @Test("No probe leaves a descriptor behind, however it ends")
    func descriptors() async throws {
        let samples = try Samples()
        let server = try samples.server()
        let deaf = try deafPeer()
        let inspector = samples.inspector
        func probe(_ request: TLSProbeRequest) async -> TLSProbeError? {
            do throws(TLSProbeError) {
                _ = try await inspector.probe(request)
                return nil
            } catch {
                return error
            }
        }
        _ = await probe(.local(server.port))
        let ports = [server.port, deaf.port]
        for round in 0..<50 {
            _ = await probe(.local(ports[round % 2], timeout: .milliseconds(5)))
            let task = Task { await probe(.local(deaf.port)) }
            task.cancel()
            _ = await task.value
        }
        #expect(try connections(to: [server.port, deaf.port]) == 0)
    }

    /// How many sockets of this process are connected to one of `ports`, as the system counts them.
    private func connections(to ports: [UInt16]) throws -> Int {
        let own = Set(
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
                // A descriptor that is closed meanwhile is none to count.
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
            })
        let table = try String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)
        return table.split(separator: "\n").dropFirst().count { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9,
                let port = fields[2].split(separator: ":").last.flatMap({ UInt16($0, radix: 16) })
            else { return false }
            return ports.contains(port) && own.contains("socket:[\(fields[9])]")
        }
    }
}
