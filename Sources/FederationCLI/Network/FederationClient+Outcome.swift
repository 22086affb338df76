import FederationClient
import FederationCore

extension FederationClient {
    /// What became of a request; ``FederationClient/send(_:signedBy:)`` as a value.
    func outcome(
        of request: FederationRequest, signedBy identity: FederationIdentity?
    ) async -> Result<FederationExchange, FederationRequestError> {
        do {
            return .success(try await send(request, signedBy: identity))
        } catch {
            return .failure(error)
        }
    }
}
