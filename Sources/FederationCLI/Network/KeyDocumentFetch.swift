import FederationClient
import FederationCore

/// Fetches the key document of a server.
struct KeyDocumentFetch {
    /// The ports.
    let environment: FederationEnvironment
    /// The most seconds that it may take.
    let deadline: Double?

    /// A document, as it came.
    struct Document {
        /// Its bytes.
        var bytes: [UInt8]
        /// A command that fetches it without fedctl.
        var command: String
    }

    /// The document, as it came.
    func document(of name: ServerName) async throws -> Document {
        guard let endpoint = Endpoint.named("server-keys") else {
            preconditionFailure("the endpoint table has the key document")
        }
        let request = try FederationRequest(endpoint, to: name)
        let client = FederationClient(environment: environment)
        let (outcome, isExpired) = try await Deadline.run(deadline) {
            await client.outcome(of: request, signedBy: nil)
        }
        if isExpired { throw CommandFailure.unreachable("the deadline came first") }
        let exchange: FederationExchange
        do {
            exchange = try outcome.get()
        } catch {
            throw CommandFailure.unreachable("\(error)", hint: error.hint)
        }
        let response = exchange.response
        if let error = MatrixError(response) {
            throw CommandFailure.findings("\(name) refused the request: \(error)")
        }
        return Document(
            bytes: response.body,
            command: environment.curl.line(
                request.method, request.target, at: exchange.destination, showsHead: false))
    }
}
