/// What a virtual server has from its start, as a file describes it.
public struct ServerContent: Sendable, Hashable, Decodable {
    /// Nothing.
    public init() {}
}
