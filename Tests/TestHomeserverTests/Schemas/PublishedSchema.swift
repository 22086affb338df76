import MatrixJSON
import TestSupport

/// The published schemas of what the embedded homeserver reads and answers.
enum PublishedSchema {
    /// Of the file of `serve --rooms`.
    static let rooms = "fedctl.rooms/1"
    /// Of the file of `serve --faults`.
    static let faults = "fedctl.fault-plan/1"
    /// Of the control API.
    static let control = "fedctl.control/1"

    /// The schema of that name, with those that it refers to.
    static func named(_ name: String) throws -> JSONSchema {
        let others = [rooms, faults, "fedctl.journal/1"].filter { $0 != name }
        return try JSONSchema(parsing: bytes(name), with: others.map(bytes))
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        let file = name.split(separator: "/").joined(separator: ".")
        return try ProjectFile.bytes("Fixtures/schemas/\(file).json")
    }
}
