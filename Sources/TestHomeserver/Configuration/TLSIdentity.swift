/// A certificate chain with its private key, both in PEM.
///
/// The key is never shown: a description and a mirror of this value leave it out.
public struct TLSIdentity: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The certificates, the leaf first.
    public var chain: [UInt8]
    /// The private key of the leaf.
    var privateKey: [UInt8]

    /// An identity from PEM files' bytes.
    public init(chain: [UInt8], privateKey: [UInt8]) {
        self.chain = chain
        self.privateKey = privateKey
    }

    /// The chain's size, and nothing of the key.
    public var description: String { "TLSIdentity(chain: \(chain.count) bytes, key: redacted)" }

    /// The public parts.
    public var customMirror: Mirror { Mirror(self, children: ["chain": chain]) }
}
