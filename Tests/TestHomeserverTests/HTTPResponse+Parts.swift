import FederationCore

extension HTTPResponse {
    /// A part of a body of several parts.
    struct Part {
        /// Its header lines.
        var headers: [String]
        /// What follows them.
        var body: [UInt8]
    }

    /// The parts of a `multipart/mixed` body, read by the boundary that the header names; none where
    /// the body is no such.
    var parts: [Part] {
        let type = headers.firstValue(of: "Content-Type") ?? ""
        let prefix = "multipart/mixed; boundary="
        guard type.hasPrefix(prefix) else { return [] }
        let boundary = Array("--\(type.dropFirst(prefix.count))".utf8)
        let lineEnd = Array("\r\n".utf8)
        var rest = body[...]
        guard rest.starts(with: boundary + lineEnd) else { return [] }
        rest = rest.dropFirst(boundary.count + lineEnd.count)
        var parts: [Part] = []
        while let end = Self.position(of: lineEnd + boundary, in: rest) {
            guard let gap = Self.position(of: lineEnd + lineEnd, in: rest), gap <= end else {
                return []
            }
            let head = String(decoding: rest[..<gap], as: UTF8.self)
            let bodyStart = min(gap + 4, end)
            parts.append(
                Part(
                    headers: head.split(separator: "\r\n").map(String.init),
                    body: Array(rest[bodyStart..<end])))
            rest = rest[(end + lineEnd.count + boundary.count)...]
            if rest.starts(with: Array("--\r\n".utf8)) { return rest.count == 4 ? parts : [] }
            rest = rest.dropFirst(lineEnd.count)
        }
        return []
    }

    private static func position(of bytes: [UInt8], in slice: ArraySlice<UInt8>) -> Int? {
        slice.indices.first { slice[$0...].starts(with: bytes) }
    }
}
