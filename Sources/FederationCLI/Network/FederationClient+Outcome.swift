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

    /// What came of a request that was sent many times, as a value.
    func repetition(
        of request: FederationRequest, signedBy identity: FederationIdentity?, count: Int,
        parallel: Int
    ) async -> Result<RequestRepetition, FederationRequestError> {
        do {
            return .success(
                try await sendRepeatedly(
                    request, signedBy: identity, count: count, parallel: parallel))
        } catch {
            return .failure(error)
        }
    }
}
