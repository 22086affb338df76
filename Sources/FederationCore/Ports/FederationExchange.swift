/// A request that was answered.
public struct FederationExchange: Sendable, Hashable {
    /// Where it went.
    public var destination: Destination
    /// The request as it was sent, with its headers.
    public var request: HTTPRequest
    /// The answer.
    public var response: HTTPResponse

    /// An exchange.
    public init(destination: Destination, request: HTTPRequest, response: HTTPResponse) {
        self.destination = destination
        self.request = request
        self.response = response
    }
}
