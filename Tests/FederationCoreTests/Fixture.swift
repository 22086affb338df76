import FoundationEssentials
import MatrixJSON

/// The files under `Fixtures`.
enum Fixture {
    private static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/") + "/Fixtures/"
    }()

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: root + name)))
    }

    static func json(_ name: String) throws -> JSONElement {
        try JSONDocument(parsing: bytes(name)).root
    }

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + folder).sorted()
    }
}
