public import MatrixJSON

/// The one-time keys of a device, as a file describes them.
public enum OneTimeKeyDescription: Sendable, Hashable, Decodable {
    /// So many are made from the server's seed, and signed.
    case made(Int)
    /// They are these, by `algorithm:id`, in the order in which they are handed out.
    case given(JSONObject)

    /// The most keys that are made.
    public static let limit = 10_000

    /// Reads a number, or the keys as a client uploads them.
    public init(from decoder: any Decoder) throws {
        let value = try DescribedJSON(from: decoder).value
        switch value {
        case .integer(let count) where (0...Int64(Self.limit)).contains(count):
            self = .made(Int(count))
        case .object(let keys):
            self = .given(keys)
        default:
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "expected a number up to \(Self.limit), or keys with their names"))
        }
    }
}
