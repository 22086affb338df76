import FederationCore

/// One HTTP request of a probe, before it is known where it goes.
///
/// None carries a signature that anybody can verify, so none changes anything where it arrives.
struct HTTPQuestion: Sendable {
    /// The method.
    var method = "GET"
    /// The request target, as it is sent.
    var target: String
    /// The row of the route map that it asks; none where it asks something else.
    var route: RouteProbe?
    /// The `Host` header; none for the one of the destination.
    var hostHeader: String?
    /// The user agent; none for fedctl's own.
    var userAgent: String?
    /// Further headers.
    var headers: [HTTPHeader] = []
    /// The body.
    var body: [UInt8]?
    /// Whether a `100 Continue` is the answer.
    var endsAtContinue = false
    /// The port; none for the one of the destination.
    var port: UInt16?
    /// The versions of HTTP that are offered.
    var versions: HTTPRoute.HTTPVersions = .http1
    /// The longest that it may take, where the limit of a step is not shorter.
    var timeout: Duration = .seconds(3600)

    /// A question.
    init(_ target: String) {
        self.target = target
    }

    /// A question that was filled in.
    init(_ target: String, _ change: (inout HTTPQuestion) -> Void) {
        self.target = target
        change(&self)
    }

    /// The request at `destination`.
    func request(at destination: Destination, userAgent own: String) -> HTTPRequest {
        var request = HTTPRequest(
            method: method, target: target, hostHeader: hostHeader ?? destination.hostHeader,
            headers: [HTTPHeader("User-Agent", userAgent ?? own)] + headers, body: body)
        request.endsAtContinue = endsAtContinue
        request.mayBeRepeated = true
        return request
    }
}
