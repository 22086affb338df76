import FederationCore

/// One HTTP request of a probe, before it is known where it goes.
struct HTTPQuestion: Sendable {
    /// The method.
    var method = "GET"
    /// The request target, as it is sent.
    var target: String
    /// The row of the route map that it asks; none where it asks something else.
    var route: RouteProbe?

    /// A question.
    init(_ target: String) {
        self.target = target
    }

    /// The request at `destination`.
    func request(at destination: Destination, userAgent: String) -> HTTPRequest {
        HTTPRequest(
            method: method, target: target, hostHeader: destination.hostHeader,
            headers: [HTTPHeader("User-Agent", userAgent)])
    }
}
