import FederationCore
import MatrixJSON

/// Answers what connections bring, and writes the journal.
struct Responder: Responding {
    private let configuration: HomeserverConfiguration
    /// Leads requests to their handlers.
    let router: Router
    /// What goes on beside the requests.
    let work = BackgroundWork()
    /// Does wrong on demand; none where there is no plan.
    private let striker: FaultStriker?

    init(_ configuration: HomeserverConfiguration) throws(HomeserverStartError) {
        self.configuration = configuration
        let directory = try ServerDirectory(configuration.servers)
        var states: [ServerName: ServerState] = [:]
        for server in configuration.servers {
            states[server.name] = try ServerState(server, configuration, work)
        }
        let hosting = RoomHosting(
            directory: directory, states: states,
            now: UTCTime(configuration.time.now).milliseconds)
        for server in configuration.servers {
            do {
                try hosting.begin(on: server)
            } catch {
                throw .badContent(server: server.name.description, reason: "\(error)")
            }
        }
        router = Router(
            directory: directory, states: states,
            authorizer: RequestAuthorizer(
                verifyKeys: configuration.verifyKeys, directory: directory),
            software: configuration.software)
        striker = configuration.faults.map { [router] in FaultStriker(plan: $0, router: router) }
    }

    func answer(to arrival: Arrival) async -> Outgoing? {
        let begin = configuration.time.monotonicMilliseconds
        let now = configuration.time.now
        let outcome: RoutedAnswer
        let request: ArrivedRequest
        switch arrival {
        case .broken(let connection, let failure):
            record(.failed(failure), over: connection)
            return nil
        case .refused(let refused, let refusal):
            request = refused
            outcome = router.refuse(refused, with: Refusal(early: refusal))
        case .request(let whole):
            request = whole
            let milliseconds = UTCTime(now).milliseconds
            if let striker {
                outcome = await striker.answer(to: whole, now: milliseconds)
            } else {
                outcome = await router.answer(to: whole, now: milliseconds)
            }
        }
        if configuration.journal != nil {
            let duration = configuration.time.monotonicMilliseconds - begin
            record(
                .answered(outcome.record(of: request, milliseconds: duration)),
                over: request.connection)
        }
        return Outgoing(
            answer: outcome.answer, closes: !request.keepsAlive,
            omitsBody: request.method == "HEAD", date: HTTPDate.text(of: now),
            delivery: outcome.delivery)
    }

    private func record(_ event: ExchangeRecord.Event, over connection: ConnectionFacts) {
        configuration.journal?.record(
            ExchangeRecord(
                time: configuration.time.now, peer: connection.peer, local: connection.local,
                tlsName: connection.tlsName, event: event,
                connectionFaults: connection.faults))
    }
}
