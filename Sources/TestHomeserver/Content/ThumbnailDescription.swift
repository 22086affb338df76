import FederationCore

/// A smaller picture of a file, as a content file describes it.
public struct ThumbnailDescription: Sendable, Hashable, Decodable {
    /// Its width in pixels.
    public var width: Int
    /// Its height in pixels.
    public var height: Int
    /// How it was made to fit.
    public var method: Method
    /// The picture.
    public var bytes: [UInt8]

    /// How a picture is made to fit.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// As a whole.
        case scale
        /// What does not fit is cut off.
        case crop
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case width, height, method, base64
    }

    /// A thumbnail.
    public init(width: Int, height: Int, method: Method = .scale, bytes: [UInt8]) {
        self.width = width
        self.height = height
        self.method = method
        self.bytes = bytes
    }

    /// Reads the part of a file; all but `method` is required.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        width = try members.decode(Int.self, forKey: .width)
        height = try members.decode(Int.self, forKey: .height)
        let word = try members.decodeIfPresent(String.self, forKey: .method) ?? "scale"
        guard let method = Method(rawValue: word) else {
            throw members.error(.method, "expected scale or crop, found '\(word)'")
        }
        self.method = method
        do {
            bytes = try UnpaddedBase64.decode(try members.decode(String.self, forKey: .base64))
        } catch let error as Base64Error {
            throw members.error(.base64, "\(error)")
        }
    }
}
