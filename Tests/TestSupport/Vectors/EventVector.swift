import FoundationEssentials
public import MatrixJSON

/// A file of `Fixtures/events`: a question about events, and the answer that is expected.
public struct EventVector: Sendable, CustomStringConvertible {
    /// The room version and the claim, such as `v11/event-create`.
    public let name: String
    private let document: JSONDocument

    /// The versions that there are vectors of.
    public static let versions = (1...12).map(String.init)

    /// All vectors of a room version whose names begin with `kind`, sorted by name.
    public static func all(_ kind: String, version: String) throws -> [EventVector] {
        let folder = "Fixtures/events/v" + version
        let files = try FileManager.default.contentsOfDirectory(atPath: ProjectFile.path(folder))
        return try files.filter { $0.hasPrefix(kind + "-") }.sorted().map {
            let bytes = try ProjectFile.bytes(folder + "/" + $0)
            return EventVector(
                name: "v\(version)/\($0.dropLast(5))",
                document: try JSONDocument(parsing: bytes, numbers: .preserving))
        }
    }

    /// A member of the vector.
    public subscript(_ member: String) -> JSONElement? { document.root[member] }

    /// What is expected of the answer's member.
    public func expected(_ member: String) -> JSONElement? { document.root["expect"]?[member] }

    /// The bytes of the event that the vector is about.
    public var event: [UInt8] {
        if let text = document.root["event_text"]?.string { return Array(text.utf8) }
        return Array(document.root["event"]?.rawBytes ?? [])
    }

    /// The bytes of each event of a member, such as `auth_events`.
    public func events(_ member: String) -> [[UInt8]] {
        (document.root[member]?.elements ?? []).map { Array($0.rawBytes) }
    }

    /// The texts of a member, such as `rejected`.
    public func texts(_ member: String) -> [String] {
        (document.root[member]?.elements ?? []).compactMap(\.string)
    }

    /// The name.
    public var description: String { name }
}
