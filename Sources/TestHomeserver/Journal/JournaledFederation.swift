public import FederationCore

/// Sends requests to other servers, and tells a journal of each.
public struct JournaledFederation: FederationRequesting {
    private let inner: any FederationRequesting
    private let journal: any ExchangeRecording
    private let time: any TimeSource

    /// How many bytes of what others say are told.
    private static let limit = 500

    /// Sends as `inner` does.
    public init(
        _ inner: any FederationRequesting, journal: any ExchangeRecording, time: any TimeSource
    ) {
        self.inner = inner
        self.journal = journal
        self.time = time
    }

    /// Sends `request`, and records what came of it.
    public func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        let begin = time.monotonicMilliseconds
        do {
            let exchange = try await inner.send(request, signedBy: identity)
            record(
                request, identity, exchange.destination, since: begin,
                .answered(
                    status: exchange.response.status,
                    errorCode: exchange.refusal?.errcode?.cut(to: Self.limit)))
            return exchange
        } catch {
            var destination: Destination?
            if case .noAnswer(_, let attempts) = error { destination = attempts.last?.destination }
            record(
                request, identity, destination, since: begin,
                .failed("\(error)".cut(to: Self.limit)))
            throw error
        }
    }

    private func record(
        _ request: FederationRequest, _ identity: FederationIdentity?,
        _ destination: Destination?, since begin: Double, _ outcome: SentRequest.Outcome
    ) {
        var endpoint = request.operation
        if endpoint == nil,
            case .match(let row, _) = Endpoint.match(method: request.method, target: request.target)
        {
            endpoint = row.name
        }
        let sent = SentRequest(
            server: identity?.serverName, destination: request.destination,
            host: destination?.hostHeader, method: request.method,
            target: RoutedAnswer.withoutTokens(request.target),
            bodyBytes: request.body?.count ?? 0, endpoint: endpoint, outcome: outcome,
            milliseconds: time.monotonicMilliseconds - begin)
        journal.record(
            ExchangeRecord(
                time: time.now, peer: destination?.description ?? "", local: "",
                tlsName: destination?.tlsName.description, event: .sent(sent)))
    }
}
