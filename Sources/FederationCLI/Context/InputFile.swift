import Glibc

/// Reads a file that was named on the command line; no name, and `-`, both mean standard input.
struct InputFile {
    /// The name as it was given; none for standard input.
    let path: String?

    /// Names an input.
    init(_ path: String?) {
        self.path = path == "-" ? nil : path
    }

    /// The name as messages give it.
    var displayName: String { path ?? "standard input" }

    /// All bytes.
    ///
    /// - Throws: ``CommandFailure`` with the file's name and the system's reason.
    func bytes() throws(CommandFailure) -> [UInt8] {
        let reader = try open()
        var bytes: [UInt8] = []
        while let chunk = try reader.next() {
            bytes += chunk
            guard bytes.count <= InputReader.byteLimit else { throw reader.tooLarge }
        }
        return bytes
    }

    /// The lines, one by one, without their line feeds; memory stays at one line.
    func lines() throws(CommandFailure) -> InputLines {
        InputLines(try open())
    }

    /// The text of a file of the system; none where it cannot be read.
    static func text(of path: String) -> String? {
        // Absence and failure are the same for the files that this is for.
        guard let bytes = try? InputFile(path).bytes() else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func open() throws(CommandFailure) -> InputReader {
        guard let path else {
            return InputReader(descriptor: STDIN_FILENO, name: displayName, owned: false)
        }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputReader.failure(path, errno) }
        return InputReader(descriptor: descriptor, name: path, owned: true)
    }
}
