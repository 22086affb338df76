public import FederationCore

/// One HTTP exchange: what was sent, what came, and whether the certificate was trusted meanwhile.
public struct ExchangeFacts: Sendable {
    /// The request.
    public var request: HTTPRequest
    /// What came.
    public var outcome: Result<HTTPResponse, HTTPExchangeError>
    /// Whether the certificate was verified on this connection.
    public var verifiedCertificate: Bool
    /// The row of the route map that it asked; none where it asked something else.
    public var route: RouteProbe?

    /// An exchange.
    public init(
        request: HTTPRequest, outcome: Result<HTTPResponse, HTTPExchangeError>,
        verifiedCertificate: Bool = true
    ) {
        self.request = request
        self.outcome = outcome
        self.verifiedCertificate = verifiedCertificate
    }

    /// The answer, where there is one.
    var response: HTTPResponse? {
        if case .success(let response) = outcome { response } else { nil }
    }

    /// Whether the homeserver answered, be it with a refusal, and did not fail.
    var reachedHomeserver: Bool {
        guard let response, response.status < 500 else { return false }
        if case .homeserver = HTTPAnswer(response) { return true }
        return false
    }

    /// What came in a few words, such as `404, HTML`.
    var outline: String {
        switch outcome {
        case .success(let response): response.outline
        case .failure(let error): error.reason.bounded
        }
    }

    /// How long it took, in milliseconds.
    var milliseconds: Double? { response?.timings.total }
}
