import FederationCore

/// An answer, and what was found out on the way to it.
struct RoutedAnswer: Sendable {
    /// The answer.
    var answer: Answer
    /// The virtual server that gives it.
    var server: ServerName
    /// The name of the row; none where the path is unknown.
    var endpoint: String?
    /// What is to be thought of the request's signature.
    var authorization: AuthorizationJudgement
    /// The faults that struck it.
    var faults: [String] = []
    /// How it goes out; none as it should.
    var delivery: Delivery?

    /// What the journal is told.
    func record(of request: ArrivedRequest, milliseconds: Double) -> AnsweredRequest {
        AnsweredRequest(
            server: server, host: request.hostHeader, method: request.method,
            target: Self.withoutTokens(request.target), bodyBytes: request.body.count,
            endpoint: endpoint, authorization: authorization, status: answer.status,
            errorCode: answer.errorCode, transaction: answer.transaction,
            milliseconds: milliseconds, faults: faults)
    }

    /// The target with the values of access tokens cut out.
    static func withoutTokens(_ target: String) -> String {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return target }
        let items = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { item in
            let name = item.prefix { $0 != "=" }
            return PercentEncoding.decode(name) == "access_token" ? "\(name)=…" : String(item)
        }
        return "\(parts[0])?\(items.joined(separator: "&"))"
    }
}
