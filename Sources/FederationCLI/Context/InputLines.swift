/// The lines of an input, one by one, without their line feeds.
struct InputLines {
    private let reader: InputReader
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// Reads the lines of `reader`.
    init(_ reader: InputReader) {
        self.reader = reader
    }

    /// Whether the next line, or the end, is there without waiting for whoever writes it.
    ///
    /// Of a line that has begun to come it is taken that the rest follows at once.
    var isReady: Bool { isAtEnd || position < buffer.count || reader.isReady }

    /// The next line; none at the end.
    ///
    /// - Throws: ``CommandFailure`` also for a line that is larger than any document.
    mutating func next() throws(CommandFailure) -> [UInt8]? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Self.withoutReturn(buffer[position..<end])
                position = end + 1
                searched = position
                return Array(line)
            }
            if isAtEnd {
                let line = Self.withoutReturn(buffer[position...])
                position = buffer.count
                return line.isEmpty ? nil : Array(line)
            }
            searched = buffer.count - position
            buffer.removeSubrange(..<position)
            position = 0
            guard buffer.count <= InputReader.byteLimit else { throw reader.tooLarge }
            if let chunk = try reader.next() { buffer += chunk } else { isAtEnd = true }
        }
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
