/// The identifier of a signing key, such as `ed25519:a_RXGa`.
///
/// Only the algorithm `ed25519` is known to the specification; others can be read, and nothing is
/// signed or verified with them.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#signing-details>
public struct KeyID: Sendable, Hashable, CustomStringConvertible {
    /// The part before the colon.
    public let algorithm: String
    /// The part after it: letters, digits and underscores, at least one.
    public let version: String

    /// The one algorithm that the specification knows.
    public static let ed25519 = "ed25519"

    /// Reads `algorithm:version`.
    ///
    /// - Throws: ``KeyIDError`` with what is wrong.
    public init(parsing text: String) throws(KeyIDError) {
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { throw .noColon(text) }
        let algorithm = String(text[..<colon])
        let version = String(text[bytes.index(after: colon)...])
        guard !algorithm.isEmpty else { throw .noAlgorithm(text) }
        guard Self.isWord(algorithm) else { throw .invalidAlgorithm(algorithm) }
        guard !version.isEmpty else { throw .noVersion(text) }
        guard Self.isWord(version) else { throw .invalidVersion(version) }
        self.algorithm = algorithm
        self.version = version
    }

    /// The identifier that policy servers sign under; no server publishes a key of that name.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
    public static let policyServer = KeyID(known: ed25519, version: "policy_server")

    private init(known algorithm: String, version: String) {
        self.algorithm = algorithm
        self.version = version
    }

    /// The identifier of an Ed25519 key of that version.
    ///
    /// - Throws: ``KeyIDError`` where `version` has other characters than letters, digits and underscores.
    public init(ed25519Version version: String) throws(KeyIDError) {
        try self.init(parsing: "\(Self.ed25519):\(version)")
    }

    /// Whether the algorithm is the one that can be verified.
    public var isEd25519: Bool { algorithm == Self.ed25519 }

    /// `algorithm:version`.
    public var description: String { "\(algorithm):\(version)" }

    private static func isWord(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
