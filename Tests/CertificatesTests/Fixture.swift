import FoundationEssentials

/// The bytes of a file in `Fixtures/certificates/`.
func fixture(_ name: String, file: String = #filePath) throws -> [UInt8] {
    let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appending(path: "Fixtures/certificates/\(name)")))
}
