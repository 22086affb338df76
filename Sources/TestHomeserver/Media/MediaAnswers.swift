import FederationCore

/// Makes the answers with files and thumbnails.
struct MediaAnswers {
    private let call: EndpointCall
    private let description: MediaDescription

    /// The file that `call` asks for.
    ///
    /// - Throws: The refusal where there is none, or none yet.
    init(_ call: EndpointCall) throws(Refusal) {
        self.call = call
        guard let file = call.state.media.description(of: call.argument("mediaId") ?? "") else {
            throw call.missing("file")
        }
        description = file
    }

    /// The file itself.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1mediadownloadmediaid>
    func file() throws(Refusal) -> MediaFile {
        if case .location(let address) = description.source {
            return MediaFile(content: .location(address))
        }
        let bytes = try bytes()
        let type =
            description.contentType ?? PictureFormat(of: bytes)?.rawValue
            ?? "application/octet-stream"
        return MediaFile(content: .bytes(bytes, type: type, filename: description.filename))
    }

    /// A thumbnail: the smallest of those that the file has that is large enough, else the largest;
    /// where it has none, the picture itself.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1mediathumbnailmediaid>
    func thumbnail() throws(Refusal) -> MediaFile {
        let width = try size("width")
        let height = try size("height")
        let method = call.queryValue("method").flatMap(ThumbnailDescription.Method.init)
        let mayMove = call.queryValue("animated") != "false"
        var candidates = description.thumbnails.filter { mayMove || !Self.isAnimated($0.bytes) }
        if let method, candidates.contains(where: { $0.method == method }) {
            candidates.removeAll { $0.method != method }
        }
        candidates.sort { $0.width * $0.height < $1.width * $1.height }
        let fitting = candidates.first { $0.width >= width && $0.height >= height }
        if let best = fitting ?? candidates.last { return try picture(best.bytes) }
        if case .location(let address) = description.source {
            return MediaFile(content: .location(address))
        }
        let bytes = try bytes()
        guard mayMove || !Self.isAnimated(bytes) else {
            throw Refusal(400, "M_UNKNOWN", "the picture moves, and one that does not is asked for")
        }
        return try picture(bytes)
    }

    private func picture(_ bytes: [UInt8]) throws(Refusal) -> MediaFile {
        guard let format = PictureFormat(of: bytes) else {
            throw Refusal(400, "M_UNKNOWN", "the file is no picture that has a thumbnail")
        }
        return MediaFile(
            content: .bytes(bytes, type: format.rawValue, filename: description.filename))
    }

    private func size(_ name: String) throws(Refusal) -> Int {
        guard let number = call.queryValue(name).flatMap(Int.init), number > 0 else {
            throw Refusal(400, "M_UNKNOWN", "'\(name)' is no size")
        }
        return number
    }

    private func bytes() throws(Refusal) -> [UInt8] {
        switch description.source {
        case .bytes(let bytes): return bytes
        case .location: return []
        case .pending:
            throw Refusal(504, "M_NOT_YET_UPLOADED", "the file has not been uploaded yet")
        case .file(let path):
            do {
                return try StoredFile.bytes(of: path, limit: MediaLibrary.maximumBytes)
            } catch {
                throw refusal(of: error)
            }
        }
    }

    private func refusal(of failure: StoredFile.Failure) -> Refusal {
        switch failure {
        case .unreadable: return call.missing("file")
        case .tooLarge(let limit):
            let status = call.endpoint.errors.contains { $0.status == 413 } ? 413 : 502
            return Refusal(
                status, "M_TOO_LARGE", "the file is larger than the \(limit) bytes that are sent")
        }
    }

    private static func isAnimated(_ bytes: [UInt8]) -> Bool {
        PictureFormat(of: bytes)?.isAnimated(bytes) == true
    }
}
