public import FederationCore

/// What the content hash of an event came to.
///
/// An event whose content hash is wrong is not dropped: its redacted form is gone on with.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
public enum ContentHashVerdict: Sendable, Hashable, CustomStringConvertible {
    /// It is the hash of the event.
    case matches
    /// There is no `hashes.sha256`.
    case missing
    /// `hashes.sha256` is no string.
    case notText
    /// It is not base64.
    case notBase64(Base64Error)
    /// It is another hash.
    case differs(given: [UInt8], computed: [UInt8])

    /// Whether the content can be used.
    public var matches: Bool { self == .matches }

    /// The verdict in words, to follow `content hash`.
    public var description: String {
        switch self {
        case .matches: "matches"
        case .missing: "there is none"
        case .notText: "'hashes.sha256' is no string"
        case .notBase64(let error): "'hashes.sha256' is not base64: \(error)"
        case .differs(let given, let computed):
            "given \(UnpaddedBase64.encode(given)), computed \(UnpaddedBase64.encode(computed))"
        }
    }
}
