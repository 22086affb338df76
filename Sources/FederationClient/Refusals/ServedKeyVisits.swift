/// What is known of visits at the place where the own key document is served.
public struct ServedKeyVisits: Sendable {
    /// Asks for the document, trusting the authority that its certificate comes from.
    public var client: FederationClient
    /// The connections that ended before anything was asked, each in words.
    public var failures: [String]

    /// What is known of visits.
    public init(client: FederationClient, failures: [String]) {
        self.client = client
        self.failures = failures
    }
}
