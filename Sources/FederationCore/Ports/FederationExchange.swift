/// A request that was answered.
public struct FederationExchange: Sendable, Hashable {
    /// Where it went.
    public var destination: Destination
    /// The request as it was sent, with its headers.
    public var request: HTTPRequest
    /// The answer.
    public var response: HTTPResponse
    /// What was tried before, in order.
    public var earlierAttempts: [FederationAttempt]

    /// An exchange.
    public init(
        destination: Destination, request: HTTPRequest, response: HTTPResponse,
        earlierAttempts: [FederationAttempt] = []
    ) {
        self.destination = destination
        self.request = request
        self.response = response
        self.earlierAttempts = earlierAttempts
    }

    /// The answer as a refusal; none where its status says that the request went well.
    public var refusal: MatrixError? { MatrixError(response) }
}
