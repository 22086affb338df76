/// The body of a request, as it is given on the command line.
struct BodyInput {
    /// What was given.
    let text: String

    /// Whether the text is the body itself: it begins as JSON does.
    var isGivenDirectly: Bool {
        let first = text.utf8.first { $0 != 0x20 && $0 != 0x0a && $0 != 0x09 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// The bytes: the text itself where it begins as JSON does, else those of the file that it names, with
    /// `@` before the name or without; `-` is standard input.
    func bytes() throws(CommandFailure) -> [UInt8] {
        guard !text.isEmpty else {
            throw .usage("--body is empty: expected JSON, a file, or '-' for standard input")
        }
        if isGivenDirectly { return Array(text.utf8) }
        return try InputFile(text.hasPrefix("@") ? String(text.dropFirst()) : text).bytes()
    }
}
