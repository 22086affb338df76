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
    /// Where requests are held, where somebody wants it.
    let desk = RequestDesk()
    /// Where the end is wished.
    let wish = StopWish()

    init(_ configuration: HomeserverConfiguration) throws(HomeserverStartError) {
        self.configuration = configuration
        let directory = try ServerDirectory(configuration.servers)
        var states: [ServerName: ServerState] = [:]
        let standIns = StandInKeys(configuration.faults)
        for server in configuration.servers {
            states[server.name] = try ServerState(
                server, configuration, work, standIns: standIns)
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
                verifyKeys: configuration.verifyKeys, directory: directory,
                standIns: standIns, isApart: configuration.isApart),
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
            outcome = await held(whole, now: UTCTime(now).milliseconds)
        }
        if configuration.journal != nil || configuration.control != nil {
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

    /// The answer to a whole request, once nobody holds it any more.
    private func held(_ request: ArrivedRequest, now: Int64) async -> RoutedAnswer {
        guard !desk.isIdle, let number = desk.meet(router.met(request)) else {
            return await usual(request, now: now)
        }
        var made: RoutedAnswer?
        while true {
            switch await desk.answer(to: number) {
            case .goOn:
                if let made { return made }
                return await usual(request, now: now)
            case .give(let answer):
                var given = router.give(answer, to: request)
                given.faults.append(Self.givenAnswer)
                return given
            case .make(let told):
                let usual =
                    if let made { made } else { await usual(request, now: now) }
                made = usual
                told.give(usual)
            }
        }
    }

    /// What stands among the faults where somebody gave the answer by hand.
    private static let givenAnswer = "given-answer"

    /// Lets everything go on that is held, and has nobody wait for records any longer.
    func release() {
        desk.end()
        configuration.control?.journal.end()
    }

    private func usual(_ request: ArrivedRequest, now: Int64) async -> RoutedAnswer {
        if let striker { return await striker.answer(to: request, now: now) }
        return await router.answer(to: request, now: now)
    }

    private func record(_ event: ExchangeRecord.Event, over connection: ConnectionFacts) {
        let record = ExchangeRecord(
            time: configuration.time.now, peer: connection.peer, local: connection.local,
            tlsName: connection.tlsName, event: event, connectionFaults: connection.faults)
        configuration.journal?.record(record)
        configuration.control?.journal.record(record)
    }
}
