/// One raw answer, for a file.
public struct EvidenceFile: Sendable, Hashable {
    /// Where it goes, below the folder that was named: parts of letters, digits, dots and dashes.
    public let path: String
    /// What came.
    public let bytes: [UInt8]

    init(_ parts: [String], _ bytes: [UInt8]) {
        path = parts.map(Self.fileName).joined(separator: "/")
        self.bytes = bytes
    }

    /// `text` as the name of a file: nothing of it leads elsewhere or hides.
    static func fileName(_ text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars.prefix(120) {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_": name.unicodeScalars.append(scalar)
            case "." where !name.isEmpty && name.last != ".": name.append(".")
            default: name.append("_")
            }
        }
        return name.isEmpty ? "_" : name
    }
}
