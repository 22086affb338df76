/// The body of a request, as it is given on the command line.
struct BodyInput {
    /// What was given.
    let text: String

    /// The bytes: the text itself where it begins as JSON does, else those of the file that it names, with
    /// `@` before the name or without; `-` is standard input.
    func bytes() throws(CommandFailure) -> [UInt8] {
        guard !text.isEmpty else {
            throw .usage("--body is empty: expected JSON, a file, or '-' for standard input")
        }
        if let first = text.utf8.first(where: { $0 != 0x20 && $0 != 0x0a && $0 != 0x09 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        {
            return Array(text.utf8)
        }
        return try InputFile(text.hasPrefix("@") ? String(text.dropFirst()) : text).bytes()
    }
}
