/// How curl is given a body, so that not a byte of it changes.
struct CurlBody {
    /// The flags of curl.
    let flags: [String]
    /// The command that prints the body for standard input; none where it stands in the flags.
    let source: String?

    /// The most bytes that stand in the flags: the system takes no argument of 128 KiB.
    private static let maximumArgumentBytes = 100_000

    /// The most bytes that curl sends without waiting for `100 Continue` first.
    private static let maximumUnannouncedBytes = 1_024

    /// Has curl send `bytes`.
    init(_ bytes: [UInt8]) {
        var flags = bytes.count > Self.maximumUnannouncedBytes ? ["-H", "Expect:"] : []
        // No NUL is in an argument, and a control character does to a terminal what it likes.
        let isText = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A }
        if isText, bytes.count <= Self.maximumArgumentBytes,
            let text = String(validating: bytes, as: UTF8.self)
        {
            // The other flags take an '@' at the beginning for the name of a file.
            flags += ["--data-raw", text]
            source = nil
        } else {
            flags += ["--data-binary", "@-"]
            // At the beginning, '-' would begin an option.
            let first = bytes.first == 0x2D ? "\\055" : bytes.prefix(1).map(Self.printed).joined()
            source = "printf '\(first)\(bytes.dropFirst().map(Self.printed).joined())'"
        }
        self.flags = flags
    }

    /// A byte in the format of `printf`, between single quotes.
    private static func printed(_ byte: UInt8) -> String {
        let isPlain =
            byte >= 0x20 && byte < 0x7F && !"%'\\".utf8.contains(byte)
        guard !isPlain else { return String(UnicodeScalar(byte)) }
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
