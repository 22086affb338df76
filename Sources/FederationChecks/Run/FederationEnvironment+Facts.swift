import FederationCore

extension FederationEnvironment {
    /// Makes one request, and keeps what came of it.
    func facts(
        of request: HTTPRequest, over route: HTTPRoute, maximumBodyBytes: Int = 1 << 20
    ) async -> ExchangeFacts {
        let outcome: Result<HTTPResponse, HTTPExchangeError>
        do {
            outcome = .success(
                try await exchange(request, over: route, maximumBodyBytes: maximumBodyBytes))
        } catch {
            outcome = .failure(error)
        }
        return ExchangeFacts(
            request: request, outcome: outcome, verifiedCertificate: route.verifiesCertificate)
    }
}
