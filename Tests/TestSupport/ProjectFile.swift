import FoundationEssentials

/// A file of the project, found from where the tests were compiled.
public enum ProjectFile {
    /// The path of `path` below the root of the project.
    public static func path(_ path: String) -> String {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/") + "/" + path
    }

    /// The bytes of `path` below the root of the project.
    public static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: self.path(path))))
    }
}
