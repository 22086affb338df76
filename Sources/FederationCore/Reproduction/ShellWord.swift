/// One word of a command line for a POSIX shell, quoted where a shell would read more than the text.
///
/// Texts of remote hosts get into commands, and users paste them: only what is written here is ever
/// left unquoted.
public struct ShellWord: Sendable, Hashable, CustomStringConvertible {
    /// The word as it stands in the line.
    public let description: String

    /// A word that comes to exactly `text`.
    public init(_ text: String) {
        let isPlain = text.utf8.allSatisfy { Self.plainBytes[Int($0)] }
        if isPlain, !text.isEmpty {
            description = text
        } else {
            description =
                "'"
                + text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: #"'\''"#) + "'"
        }
    }

    /// Whether a byte means nothing to a shell.
    private static let plainBytes: [Bool] = {
        let plain = Set(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@%+=,".utf8)
        return (0...UInt8.max).map(plain.contains)
    }()

    /// A word that is the name of a file of what all `files` hold.
    public init(concatenating files: [String]) {
        description = "<(cat \(files.map { Self($0).description }.joined(separator: " ")))"
    }
}
