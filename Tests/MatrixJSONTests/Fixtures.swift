import FoundationEssentials

/// The fixtures of JSON.
enum Fixtures {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The bytes of a file, whose path begins at the root of the project.
    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appendingPathComponent(path)))
    }

    /// The names of the files of a folder, in order.
    static func names(in folder: String, endingIn ending: String) -> [String] {
        let path = root.appendingPathComponent(folder).path
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        // A folder that is not there gives no names, and the tests count them.
        return (names ?? []).filter { $0.hasSuffix(ending) }.sorted()
    }

    /// The rows of a table whose cells are set apart by tabs.
    static func table(_ path: String) -> [[String]] {
        let text = (try? bytes(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
