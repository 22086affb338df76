import FederationCore

/// A file, as it is sent to another server: its bytes, or where they are.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1mediadownloadmediaid>
struct MediaFile: Sendable {
    /// The bytes, or where they are.
    let content: Content

    /// What the second part of an answer holds.
    enum Content: Sendable {
        case bytes([UInt8], type: String, filename: String?)
        case location(String)
    }

    /// The answer: an empty object of JSON, and the file.
    var answer: Answer {
        let boundary = self.boundary
        var body = Array(
            "--\(boundary)\r\nContent-Type: application/json\r\n\r\n{}\r\n--\(boundary)\r\n".utf8)
        switch content {
        case .bytes(let bytes, let type, let filename):
            body.reserveCapacity(bytes.count + 512)
            body += "Content-Type: \(type)\r\n".utf8
            body += "Content-Disposition: \(Self.disposition(type, filename))\r\n\r\n".utf8
            body += bytes
        case .location(let address):
            body += "Location: \(address)\r\n\r\n".utf8
        }
        body += "\r\n--\(boundary)--\r\n".utf8
        return Answer(
            status: 200, contentType: "multipart/mixed; boundary=\(boundary)", body: body)
    }

    /// A hash of what is sent, which therefore is not in it.
    private var boundary: String {
        let hash =
            switch content {
            case .bytes(let bytes, _, _): sha256(bytes)
            case .location(let address): sha256(Array(address.utf8))
            }
        return "part-" + UnpaddedBase64.encode(hash.prefix(24), alphabet: .urlSafe)
    }

    /// What a client should do with the file.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#serving-inline-content>
    private static func disposition(_ type: String, _ filename: String?) -> String {
        let word = inlineTypes.contains(type.lowercased()) ? "inline" : "attachment"
        guard let filename else { return word }
        return "\(word); filename*=utf-8''\(PercentEncoding.encode(filename))"
    }

    /// What a browser may show and not only save.
    private static let inlineTypes: Set<String> = [
        "text/css", "text/plain", "text/csv", "application/json", "application/ld+json",
        "image/jpeg", "image/gif", "image/png", "image/apng", "image/webp", "image/avif",
        "video/mp4", "video/webm", "video/ogg", "video/quicktime", "audio/mp4", "audio/webm",
        "audio/aac", "audio/mpeg", "audio/ogg", "audio/wave", "audio/wav", "audio/x-wav",
        "audio/x-pn-wav", "audio/flac", "audio/x-flac",
    ]
}
