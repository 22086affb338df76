import Foundation
import TestSupport

/// A `fedctl serve` that runs as long as its owner, on a free port of loopback.
final class ServedPeer {
    /// The name that it serves, such as `localhost:40123`.
    let name: String
    /// Where it listens, such as `127.0.0.1:40123`.
    let address: String
    /// What to give to `--ca`.
    let authorityFile: String
    private let process: Process
    private let folder: TemporaryFolder

    /// What the server says about itself when it is ready.
    private struct Announcement: Decodable {
        struct Server: Decodable { let serverName: String }
        let servers: [Server]
        let listening: [String]
        let caFile: String?
    }

    /// Starts a server and waits until it says that it listens.
    init(_ arguments: [String] = []) async throws {
        folder = try TemporaryFolder()
        process = Process()
        process.executableURL = Fedctl.binary
        process.arguments = ["serve", "--json", "--listen", "127.0.0.1:0"] + arguments
        let out = try folder.write("stdout", [])
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: out)
        process.standardError = FileHandle(
            forWritingAtPath: try folder.write("stderr", [UInt8]()))
        try ProcessStart.run(process)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let end = Date().addingTimeInterval(30)
        while Date() < end, process.isRunning {
            // Until the object is whole it does not decode.
            if let said = try? decoder.decode(
                Announcement.self, from: Data(try folder.read("stdout"))),
                let first = said.servers.first, let address = said.listening.first
            {
                name = first.serverName
                self.address = address
                authorityFile = said.caFile ?? ""
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        process.terminate()
        let said = String(decoding: try folder.read("stderr"), as: UTF8.self)
        throw StartError(said: said)
    }

    deinit {
        // Not waited for: this may be the thread that others need to go on.
        if process.isRunning { process.terminate() }
    }

    /// Sends `signal` and returns how the server ended, and what it had said on standard error.
    func end(
        with signal: Int32, echoes: Bool = false
    ) async throws -> (status: Int32, reason: Process.TerminationReason) {
        kill(process.processIdentifier, signal)
        if echoes { kill(process.processIdentifier, signal) }
        while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        return (process.terminationStatus, process.terminationReason)
    }

    /// Waits until the server has ended by itself, and returns its status.
    func ended() async throws -> Int32 {
        while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        return process.terminationStatus
    }

    /// The port of the first address.
    var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }

    /// The memory that the process holds, in bytes.
    var residentBytes: Int {
        get throws {
            let status = try String(
                contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first)
                .flatMap { Int($0) }.map { $0 << 10 } ?? 0
        }
    }

    /// What the server said on standard error.
    func journal() throws -> String {
        String(decoding: try folder.read("stderr"), as: UTF8.self)
    }

    /// What the server said on standard output.
    func announcement() throws -> String {
        String(decoding: try folder.read("stdout"), as: UTF8.self)
    }

    /// The server did not start.
    struct StartError: Error {
        let said: String
    }
}
