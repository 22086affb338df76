/// A request as it arrived, for checking its signature.
public struct ReceivedRequest: Sendable, Hashable {
    /// The method.
    public var method: String
    /// Path and query exactly as they arrived.
    public var target: String
    /// The body; none where there was none.
    public var body: [UInt8]?

    /// A request that arrived.
    public init(method: String, target: String, body: [UInt8]? = nil) {
        self.method = method
        self.target = target
        self.body = body
    }
}
