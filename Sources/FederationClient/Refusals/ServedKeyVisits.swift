/// What is known of visits at the place where the own key document is served.
public struct ServedKeyVisits: Sendable {
    /// Asks for the document, trusting the authority that its certificate comes from.
    public var client: FederationClient
    /// The first connections that ended before anything was asked, each in words.
    public var failures: [String]
    /// How many there were.
    public var failureCount: Int

    /// What is known of visits; without a count, `failures` has all.
    public init(client: FederationClient, failures: [String], failureCount: Int? = nil) {
        self.client = client
        self.failures = failures
        self.failureCount = failureCount ?? failures.count
    }
}
