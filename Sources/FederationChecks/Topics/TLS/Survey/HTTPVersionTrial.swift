public import FederationCore

/// One request, with one version of HTTP offered.
public struct HTTPVersionTrial: Sendable {
    /// What was offered.
    public var offered: HTTPRoute.HTTPVersions
    /// What came.
    public var outcome: Result<HTTPResponse, HTTPExchangeError>

    /// A request.
    public init(
        offered: HTTPRoute.HTTPVersions, outcome: Result<HTTPResponse, HTTPExchangeError>
    ) {
        self.offered = offered
        self.outcome = outcome
    }

    /// The answer, where there is one.
    public var response: HTTPResponse? {
        if case .success(let response) = outcome { response } else { nil }
    }

    /// Whether `other` says the same: the status, the type and the body; two failures are no answer
    /// that could be the same.
    public func agrees(with other: HTTPVersionTrial) -> Bool {
        guard let one = response, let two = other.response else { return false }
        return one.status == two.status && one.mediaType == two.mediaType && one.body == two.body
    }
}
