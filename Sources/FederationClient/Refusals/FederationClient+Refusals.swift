public import FederationCore

extension FederationClient {
    /// Tests the usual causes of a 401 one by one: fetches the own keys as a peer would, asks the peer which
    /// key it knows, and where the request only reads, sends it again, signed in other ways.
    ///
    /// - Parameters:
    ///   - refused: The exchange that ended with the refusal.
    ///   - request: The request, as it was before it was signed.
    ///   - identity: Who signed it.
    ///   - visits: Who came for the own keys; none where they are not served here.
    /// - Returns: Every cause with what its test came to.
    public func explain(
        _ refused: FederationExchange, of request: FederationRequest,
        signedBy identity: FederationIdentity, visits: ServedKeyVisits? = nil
    ) async -> RefusalReport {
        let refusal = await RefusalCase(self, request, identity, refused, visits)
        var rows: [RefusalReport.Row] = []
        for cause in RefusalCause.all {
            // What was cut short proves nothing.
            let test =
                Task.isCancelled
                ? .untested("the deadline came first") : await cause.outcome(of: refusal)
            rows.append(RefusalReport.Row(cause: cause, test: test))
        }
        return RefusalReport(rows: rows)
    }
}
