import FederationCore

/// A file of a virtual server's content repository, as a content file describes it.
public struct MediaDescription: Sendable, Hashable, Decodable {
    /// The identifier, as it stands behind the server name of an `mxc` address.
    public var id: String
    /// What it is, such as `image/png`; none where its first bytes say it.
    public var contentType: String?
    /// The name that it was uploaded with.
    public var filename: String?
    /// Where its bytes are.
    public var source: Source
    /// Smaller pictures of it.
    public var thumbnails: [ThumbnailDescription]

    /// Where the bytes of a file are.
    public enum Source: Sendable, Hashable {
        /// Here.
        case bytes([UInt8])
        /// In a file of that path, which is read at every request.
        case file(String)
        /// At an address elsewhere, which is named in place of the bytes.
        case location(String)
        /// Nowhere yet: the upload has not begun.
        case pending
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, contentType = "type", filename, text, base64, path, location, pending, thumbnails
    }

    /// A file.
    public init(
        id: String, contentType: String? = nil, filename: String? = nil, source: Source,
        thumbnails: [ThumbnailDescription] = []
    ) {
        self.id = id
        self.contentType = contentType
        self.filename = filename
        self.source = source
        self.thumbnails = thumbnails
    }

    /// Reads the part of a file; `id` is required, and one of `text`, `base64`, `path`, `location` and
    /// `pending: true`.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        id = try members.decode(String.self, forKey: .id)
        contentType = try members.decodeIfPresent(String.self, forKey: .contentType)
        filename = try members.decodeIfPresent(String.self, forKey: .filename)
        thumbnails = try members.list(.thumbnails)
        var sources: [Source] = []
        if let text = try members.decodeIfPresent(String.self, forKey: .text) {
            sources.append(.bytes(Array(text.utf8)))
        }
        if let text = try members.decodeIfPresent(String.self, forKey: .base64) {
            do {
                sources.append(.bytes(try UnpaddedBase64.decode(text)))
            } catch {
                throw members.error(.base64, "\(error)")
            }
        }
        if let path = try members.decodeIfPresent(String.self, forKey: .path) {
            sources.append(.file(path))
        }
        if let address = try members.decodeIfPresent(String.self, forKey: .location) {
            guard
                let rest = ["https://", "http://"].first(where: address.hasPrefix).map({
                    address.dropFirst($0.utf8.count)
                }), !rest.isEmpty, rest.first != "/"
            else {
                throw members.error(
                    .location,
                    "expected an address that starts with https:// or http://, found "
                        + "'\(address)'")
            }
            sources.append(.location(address))
        }
        if let isPending = try members.decodeIfPresent(Bool.self, forKey: .pending) {
            guard isPending else {
                throw members.error(.pending, "expected true, or no such member")
            }
            sources.append(.pending)
        }
        guard let first = sources.first, sources.count == 1 else {
            throw decoder.mismatch(
                "expected exactly one of text, base64, path, location and pending, there are "
                    + "\(sources.count) of them")
        }
        source = first
    }
}
