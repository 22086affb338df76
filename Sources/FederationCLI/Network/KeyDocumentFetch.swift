import FederationClient
import FederationCore

/// Fetches the key document of a server.
struct KeyDocumentFetch {
    /// The ports.
    let environment: FederationEnvironment
    /// The most seconds that it may take.
    let deadline: Double?

    /// The bytes of the document, as they came.
    func document(of name: ServerName) async throws -> [UInt8] {
        guard let endpoint = Endpoint.named("server-keys") else {
            preconditionFailure("the endpoint table has the key document")
        }
        let request = try FederationRequest(endpoint, to: name)
        let client = FederationClient(environment: environment)
        let (outcome, isExpired) = try await Deadline.run(deadline) {
            await Self.send(request, with: client)
        }
        if isExpired { throw CommandFailure.unreachable("the deadline came first") }
        let exchange: FederationExchange
        do {
            exchange = try outcome.get()
        } catch {
            throw CommandFailure.unreachable("\(error)", hint: error.hint ?? Self.hint(for: error))
        }
        let response = exchange.response
        if let error = MatrixError(response) {
            throw CommandFailure.findings("\(name) refused the request: \(error)")
        }
        return response.body
    }

    /// What the user can do where nothing but the certificate stood in the way.
    private static func hint(for error: FederationRequestError) -> String? {
        guard case .noAnswer(_, let attempts) = error else { return nil }
        let isDistrust = attempts.contains { $0.error.phase == .certificate }
        return isDistrust
            ? "'fedctl tls' shows what is wrong; --ca FILE adds an authority, --insecure does without"
            : nil
    }

    private static func send(
        _ request: FederationRequest, with client: FederationClient
    ) async -> Result<FederationExchange, FederationRequestError> {
        do {
            return .success(try await client.send(request, signedBy: nil))
        } catch {
            return .failure(error)
        }
    }
}
