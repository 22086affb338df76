import Foundation
import TestSupport

/// The project as files: where it is, and what is in it.
enum Project {
    /// The root of the repository.
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url
    }()

    /// The folder of the built products: where this test runs from.
    static let products: URL = {
        let executable = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/exe")
        return URL(fileURLWithPath: executable ?? CommandLine.arguments[0])
            .deletingLastPathComponent()
    }()

    /// The files below `folder` whose names end in one of `suffixes`, as paths from the root.
    static func files(in folder: String, endingIn suffixes: [String] = [""]) -> [String] {
        let base = root.appendingPathComponent(folder)
        let all =
            FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            var isFolder: ObjCBool = false
            let full = base.appendingPathComponent(path).path
            let exists = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && suffixes.contains { path.hasSuffix($0) }
        }.map { folder + "/" + $0 }.sorted()
    }

    /// The text of a file, by its path from the root.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Runs the built fedctl with `arguments` and returns what it printed on standard output.
    static func fedctl(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = products.appendingPathComponent("fedctl")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try ProcessStart.run(process)
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
