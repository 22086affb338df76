/// The parts of a `multipart` body.
///
/// RFC 2046, section 5.1.
public struct MultipartBody: Sendable, Hashable {
    /// The parts, in order.
    public let parts: [Part]

    /// The most parts that are read.
    public static let maximumParts = 64

    /// One part: its headers and its content.
    public struct Part: Sendable, Hashable {
        /// The headers, in order.
        public var headers: [HTTPHeader]
        /// The content.
        public var content: [UInt8]

        /// A part.
        public init(headers: [HTTPHeader], content: [UInt8]) {
            self.headers = headers
            self.content = content
        }
    }

    /// Takes `body` apart at the boundary that its `Content-Type` names.
    ///
    /// What stands before the first boundary and behind the last is left out.
    ///
    /// - Throws: ``MultipartError`` for another type, a type without a boundary, and a body whose boundaries
    ///   are not all there.
    public init(parsing body: [UInt8], contentType: String) throws(MultipartError) {
        let delimiter = Array("--\(try Self.boundary(of: contentType))".utf8)
        guard var start = Self.position(of: delimiter, in: body, from: 0) else {
            throw .noBoundary
        }
        var parts: [Part] = []
        while true {
            let behind = start + delimiter.count
            if body[behind...].starts(with: "--".utf8) { break }
            guard let line = Self.lineEnd(in: body, from: behind) else { throw .noEnd }
            guard let next = Self.position(of: delimiter, in: body, from: line) else {
                throw .noEnd
            }
            guard parts.count < Self.maximumParts else { throw .tooManyParts }
            parts.append(try Self.part(of: body[line..<next]))
            start = next
        }
        self.parts = parts
    }

    // MARK: - Reading

    /// The boundary that a `Content-Type` names.
    private static func boundary(of contentType: String) throws(MultipartError) -> String {
        let pieces = contentType.split(separator: ";").map { String($0).trimmingSpaces }
        guard let type = pieces.first, type.lowercased().hasPrefix("multipart/") else {
            throw .notMultipart(contentType)
        }
        for piece in pieces.dropFirst() where piece.lowercased().hasPrefix("boundary=") {
            var value = piece.dropFirst("boundary=".count)
            if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = value.dropFirst().dropLast()
            }
            if !value.isEmpty, value.utf8.count <= 200 { return String(value) }
        }
        throw .noBoundary
    }

    /// Where a boundary stands at the beginning of a line.
    private static func position(
        of delimiter: [UInt8], in body: [UInt8], from start: Int
    ) -> Int? {
        var index = start
        while index + delimiter.count <= body.count {
            guard let found = body[index...].firstIndex(of: UInt8(ascii: "-")),
                found + delimiter.count <= body.count
            else { return nil }
            let isAtLine = found == 0 || body[found - 1] == UInt8(ascii: "\n")
            if isAtLine, body[found..<found + delimiter.count].elementsEqual(delimiter) {
                return found
            }
            index = found + 1
        }
        return nil
    }

    /// The index behind the line feed that ends the line at `start`.
    private static func lineEnd(in body: [UInt8], from start: Int) -> Int? {
        body[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    }

    /// Headers, an empty line, and the content without the line break that belongs to the next boundary.
    private static func part(of bytes: ArraySlice<UInt8>) throws(MultipartError) -> Part {
        var rest = bytes
        var headers: [HTTPHeader] = []
        while true {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw .noHeaderEnd }
            var line = rest[rest.startIndex..<end]
            rest = rest[(end + 1)...]
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            if line.isEmpty { break }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .badHeader }
            headers.append(
                HTTPHeader(
                    String(decoding: line[..<colon], as: UTF8.self),
                    String(decoding: line[(colon + 1)...], as: UTF8.self).trimmingSpaces))
        }
        if rest.last == UInt8(ascii: "\n") { rest = rest.dropLast() }
        if rest.last == UInt8(ascii: "\r") { rest = rest.dropLast() }
        return Part(headers: headers, content: Array(rest))
    }
}
