/// One entry below `signatures`, as it came.
public struct ObjectSignature: Sendable {
    /// Whose signature it is said to be.
    public let entity: String
    /// The name that it is filed under, which need not be a key ID.
    public let name: String
    /// The signature as text; none where the value is no string.
    public let text: String?

    /// The name as a key ID; none where it is none.
    public var keyID: KeyID? {
        // A name that is no key ID is of an algorithm that nobody knows: both are passed over.
        try? KeyID(parsing: name)
    }
}
