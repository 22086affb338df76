import Foundation
import TestSupport

/// The built fedctl, run as its user would.
enum Fedctl {
    /// The binary beside the tests.
    static let binary: URL = {
        let executable = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/exe")
        let folder = URL(fileURLWithPath: executable ?? CommandLine.arguments[0])
            .deletingLastPathComponent()
        return folder.appendingPathComponent("fedctl")
    }()

    /// A run that ended.
    struct Run: CustomStringConvertible {
        var arguments: [String]
        var status: Int32
        var out: String
        var err: String

        var description: String {
            "fedctl \(arguments.joined(separator: " ")) → \(status)\n\(out)\n--- stderr\n\(err)"
        }
    }

    /// Runs fedctl to its end; after `limit` seconds it is ended, and the status is that of a signal.
    ///
    /// `signal` is sent after so many seconds.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        standardOutput: String? = nil, limit: Double = 60,
        signal: (number: Int32, seconds: Double)? = nil
    ) async throws -> Run {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path].merging(environment) {
            $1
        }
        // Files, not pipes: a full pipe cannot hang the run.
        process.standardInput = FileHandle(
            forReadingAtPath: try folder.write("stdin", Array(input.utf8)))
        let out = try folder.write("stdout", [])
        let err = try folder.write("stderr", [])
        process.standardOutput = FileHandle(forWritingAtPath: standardOutput ?? out)
        process.standardError = FileHandle(forWritingAtPath: err)
        try ProcessStart.run(process)
        if let signal {
            try await Task.sleep(for: .milliseconds(Int(signal.seconds * 1_000)))
            kill(process.processIdentifier, signal.number)
        }
        let end = Date().addingTimeInterval(limit)
        while process.isRunning, Date() < end { try await Task.sleep(for: .milliseconds(2)) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        return Run(
            arguments: arguments, status: process.terminationStatus,
            out: String(decoding: try folder.read("stdout"), as: UTF8.self),
            err: String(decoding: try folder.read("stderr"), as: UTF8.self))
    }
}
