public import FederationCore

/// What one of a zone's own name servers answered.
public struct AuthorityAnswer: Sendable, Hashable {
    /// The name of the name server.
    public var server: String
    /// The answer.
    public var answer: DNSAnswer

    /// An answer.
    public init(server: String, answer: DNSAnswer) {
        self.server = server
        self.answer = answer
    }
}
