/// The certificate at which a chain that verifies ends.
public struct TrustAnchor: Sendable, Hashable {
    /// Its common name, or its whole subject.
    public var name: String
    /// Whether it was added to the system's roots, rather than one of them.
    public var isAdded: Bool

    /// The end of a chain.
    public init(name: String, isAdded: Bool) {
        self.name = name
        self.isAdded = isAdded
    }
}
