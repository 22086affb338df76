public import FederationCore
import MatrixJSON

/// One HTTP exchange: what was sent, what came, and whether the certificate was trusted meanwhile.
public struct ExchangeFacts: Sendable {
    /// The request.
    public var request: HTTPRequest
    /// What came.
    public var outcome: Result<HTTPResponse, HTTPExchangeError>
    /// Whether the certificate was verified on this connection.
    public var verifiedCertificate: Bool
    /// The versions of HTTP that were offered.
    public var versions: HTTPRoute.HTTPVersions = .http1
    /// The row of the route map that it asked; none where it asked something else.
    public var route: RouteProbe?

    /// The same request before, as often as it failed and was made again a moment later.
    var earlierTries: [ExchangeFacts] = []

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

    /// Why there is no answer.
    var error: HTTPExchangeError? {
        if case .failure(let error) = outcome { error } else { nil }
    }

    /// Whether the homeserver answered, be it with a refusal, and did not fail.
    var reachedHomeserver: Bool {
        guard let response, response.status < 500 else { return false }
        if case .homeserver = HTTPAnswer(response) { return true }
        return false
    }

    /// Whether it came to nothing for a reason that may be gone a moment later: too many requests, or a failure of
    /// what stands before the homeserver.
    var mayPass: Bool {
        guard !request.endsAtContinue else { return false }
        switch outcome {
        case .success(let response):
            guard !response.isChallenge else { return false }
            if response.status == 429 { return true }
            guard [502, 503, 504].contains(response.status) else { return false }
            return response.jsonObject?["errcode"] == nil
        case .failure(let error): return [.refused, .connect, .truncated].contains(error.phase)
        }
    }

    /// How long the answer asks to wait, within what fedctl grants; none where it does not say.
    var wait: Duration? {
        guard let response, let text = response.headers.firstValue(of: "Retry-After"),
            let seconds = Int64(text), (0...3).contains(seconds)
        else { return nil }
        return .seconds(seconds)
    }

    /// Whether the homeserver answered, and knows the operation that was asked for.
    var reachedRoute: Bool { reachedHomeserver && !isLostPush && !isUnknownRoute }

    /// Whether the homeserver does not know an operation that every homeserver knows.
    var isUnknownRoute: Bool {
        guard let route, !route.mayBeUnknown, let response else { return false }
        return response.isUnrecognised && response.status != 405
    }

    /// Whether a push without a signature was not found, where a homeserver asks for the signature
    /// before it looks for anything.
    private var isLostPush: Bool {
        request.method == "PUT" && route?.isSigned == true && response?.status == 404
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
