import Glibc

/// Reads an open file in chunks, and closes it where it owns it.
final class InputReader {
    private let descriptor: Int32
    private let owned: Bool
    /// The name as messages give it.
    let name: String

    /// More than any document has that fedctl reads.
    static let byteLimit = 1 << 30

    /// The input, or a line of it, is larger than any document.
    var tooLarge: CommandFailure {
        .badInput("\(name): expected at most \(Self.byteLimit) bytes, found more")
    }

    /// Takes an open descriptor.
    init(descriptor: Int32, name: String, owned: Bool) {
        self.descriptor = descriptor
        self.name = name
        self.owned = owned
    }

    deinit {
        if owned { close(descriptor) }
    }

    /// The next bytes; none at the end.
    func next() throws(CommandFailure) -> [UInt8]? {
        var failure: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
            var got = read(descriptor, buffer.baseAddress, buffer.count)
            while got < 0, errno == EINTR {
                got = read(descriptor, buffer.baseAddress, buffer.count)
            }
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0 else { throw Self.failure(name, failure) }
        return chunk.isEmpty ? nil : chunk
    }

    /// Whether the next bytes, or the end, are there without waiting.
    var isReady: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) != 0
    }

    /// The system's reason in words.
    static func failure(_ name: String, _ code: Int32) -> CommandFailure {
        .badInput("\(name): \(words(code))")
    }

    /// The system's words for an error, in lower case.
    static func words(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        let words = String(cString: text)
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
