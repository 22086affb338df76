public import FederationCore

/// What a server itself says about its keys.
public struct PublishedKeys: Sendable {
    /// The server.
    public let server: ServerName
    /// Its key document, judged; none where it gave none.
    public let report: KeyDocumentReport?
    /// Why there is no document.
    public let problem: String?

    /// A document, or the reason why there is none.
    public init(server: ServerName, report: KeyDocumentReport?, problem: String? = nil) {
        self.server = server
        self.report = report
        self.problem = problem
    }

    /// The keys that it lists.
    var listed: [NotaryKey] {
        (report?.rows ?? []).compactMap { row in
            row.publicKey.map { NotaryKey(keyID: row.keyID, state: row.state, value: $0) }
        }
    }
}
