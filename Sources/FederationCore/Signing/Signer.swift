/// Who signed, and with which key.
public struct Signer: Sendable, Hashable, CustomStringConvertible {
    private let name: ExactText
    /// The key.
    public let keyID: KeyID

    /// A signer.
    public init(entity: String, keyID: KeyID) {
        name = ExactText(entity)
        self.keyID = keyID
    }

    /// Who: a server name, or the user ID of end-to-end encryption.
    public var entity: String { name.string }

    /// Entity and key, such as `example.org ed25519:1`.
    public var description: String { "\(entity) \(keyID)" }
}
