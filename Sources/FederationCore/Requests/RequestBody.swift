public import MatrixJSON

/// The body that a request is built with.
public enum RequestBody: Sendable, Hashable {
    /// A value, sent as canonical JSON.
    case json(JSONValue)
    /// Bytes, sent as they are.
    case bytes([UInt8])

    /// The bytes that are sent.
    public var bytes: [UInt8] {
        switch self {
        case .json(let value): value.canonicalBytes()
        case .bytes(let bytes): bytes
        }
    }
}
