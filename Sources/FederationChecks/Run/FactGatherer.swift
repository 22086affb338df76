import FederationCore
import ServerDiscovery

/// Asks one destination what the checks need to know, one question after the other.
struct FactGatherer: Sendable {
    var environment: FederationEnvironment
    var serverName: ServerName
    /// What the checks of this run need.
    var probes: Set<Probe>
    /// How long to wait before a request is made again, where the answer does not say.
    var pause = Duration.seconds(1)
    /// Where the well-known document was answered, whose port may have the newer certificate.
    var wellKnownPlace: HTTPRoute?

    /// The reason of everything that the end of the time kept from being asked.
    static let deadline = "the deadline came first"

    /// How many questions in a row may go without an answer before nothing more is asked.
    static let patience = 3

    /// The same for a server that never answered one.
    static let patienceAtFirst = 2

    /// How many may go without an answer in all, however many others are answered.
    static let patienceInAll = 6

    /// How often one request is made again that came to nothing for a reason that may be gone, and how often that
    /// is done in all.
    static let tries = 3
    static let triesInAll = 16

    /// The reason of everything that was not asked because the server asked for less.
    static let limited = "the server answered \(patienceAtFirst) requests in a row with 429"

    /// What is known of a destination, and how it answers.
    struct Inquiry: Sendable {
        var facts: DestinationFacts
        /// The connection; none where there is nobody to ask.
        var line: Line?
    }

    /// The reasons of what a server that asks for less is not judged by.
    static let limits = [limited, answeredWith429]

    /// The reason of what was asked and answered with 429.
    static let answeredWith429 = "answered with 429: too many requests"

    /// Asks everything that is needed, but what ends the connection; what cannot be asked any more
    /// has its reason.
    func gather(from destination: Destination) async -> Inquiry {
        var facts = DestinationFacts(destination: destination)
        guard !probes.isEmpty else { return Inquiry(facts: facts) }
        let first = await handshake(destination) { $0.applicationProtocols = ["h2", "http/1.1"] }
        facts.record(first, of: .handshake)
        await tellHandshakesApart(&facts)
        guard let result = facts.completedHandshake else {
            if probes.contains(.standardPort) {
                var line = Line(verifies: false)
                let row = HTTPProbe.standardPort
                facts.record(await exchanges(row, facts, on: &line), of: row.probe)
            }
            facts.giveUp(facts.handshake.reason ?? "no TLS handshake")
            return Inquiry(facts: facts)
        }
        if probes.contains(.olderHandshake) {
            facts.record(await olderHandshake(destination, after: result), of: .olderHandshake)
            await tellCiphersApart(&facts)
        }
        var line = Line(
            verifies: environment.verifiesCertificates && result.verificationErrors.isEmpty)
        await ask(HTTPProbe.all, &facts, on: &line)
        return Inquiry(facts: facts, line: line)
    }

    /// Where the front end refuses fedctl and lets another program through, all is asked as that one.
    private func adoptAgent(_ facts: inout DestinationFacts, on line: inout Line) async {
        guard let own = facts.exchange(of: .version).value, !own.mayPass, !own.isLimited,
            own.isRefusalOfFrontEnd || own.isChallenge
        else { return }
        for agent in HTTPProbe.agents {
            let question = HTTPQuestion(RouteProbe.version.path) { $0.userAgent = agent }
            let other = await exchange(question, at: facts.destination, line)
            line.count(other, of: question)
            guard line.silence == nil else { return }
            guard other.reachedHomeserver else { continue }
            line.agent = agent
            return facts.replaceVersion(by: other)
        }
    }

    /// Asks what ends the connection, when nothing else is left to ask.
    func finish(_ inquiry: Inquiry) async -> Inquiry {
        guard var line = inquiry.line else { return inquiry }
        var facts = inquiry.facts
        await ask(HTTPProbe.last, &facts, on: &line)
        return Inquiry(facts: facts, line: line)
    }

    private func ask(
        _ rows: [HTTPProbe], _ facts: inout DestinationFacts, on line: inout Line
    ) async {
        for row in rows where probes.contains(row.probe) {
            facts.record(await exchanges(row, facts, on: &line), of: row.probe)
            if row.probe == .version { await adoptAgent(&facts, on: &line) }
        }
    }

    /// What is known of the connection to a destination.
    struct Line: Sendable {
        /// Whether its certificate is verified.
        var verifies: Bool
        /// Whether there was no answer yet.
        fileprivate var isMute = true
        /// How many questions went without an answer, since the last one that was answered.
        fileprivate var timeoutsInRow = 0
        /// How many questions went without an answer.
        fileprivate var timeouts = 0
        /// How many of the last questions were answered with 429.
        fileprivate var limits = 0
        /// How many requests were made again.
        fileprivate var triesAgain = 0
        /// Whether anything was asked before.
        fileprivate var hasAsked = false
        /// Whether the homeserver answered anything.
        fileprivate var hasReached = false
        /// The user agent that is let through, where fedctl's own is not.
        fileprivate var agent: String?

        /// Why nothing more is asked; none where more may be.
        fileprivate var silence: String? {
            if limits >= FactGatherer.patienceAtFirst { return FactGatherer.limited }
            let most = isMute ? FactGatherer.patienceAtFirst : FactGatherer.patience
            guard timeoutsInRow >= most || timeouts >= FactGatherer.patienceInAll else {
                return nil
            }
            return "the server left \(timeouts) requests without an answer"
        }

        /// Keeps in mind whether `answer` came.
        fileprivate mutating func count(_ answer: ExchangeFacts, of question: HTTPQuestion) {
            hasAsked = true
            limits = answer.isLimited ? limits + 1 : 0
            switch answer.outcome {
            case .success:
                isMute = false
                hasReached = hasReached || answer.reachedHomeserver
                timeoutsInRow = 0
            case .failure where question.endsAtContinue: break
            case .failure(let error) where error.phase == .timeout:
                timeoutsInRow += 1
                timeouts += 1
            case .failure: break
            }
        }
    }

    /// Asks everything that `row` wants to know; what is cut short was not asked.
    ///
    /// What went without an answer before the patience ended is kept: it is what the checks judge.
    private func exchanges(
        _ row: HTTPProbe, _ facts: DestinationFacts, on line: inout Line
    ) async -> Gathered<[ExchangeFacts]> {
        var exchanges: [ExchangeFacts] = []
        for question in row.questions(serverName, facts) {
            guard !Task.isCancelled else { return .notMade(Self.deadline) }
            if let silence = line.silence {
                return exchanges.isEmpty ? .notMade(silence) : .made(exchanges)
            }
            var answer = await exchange(question, at: facts.destination, line)
            if line.verifies, case .failure(let error) = answer.outcome, error.phase == .certificate
            {
                // The client trusts less than the handshake did: the rest is judged all the same.
                line.verifies = false
                answer = await exchange(question, at: facts.destination, line)
            }
            answer = await repeated(answer, of: question, at: facts.destination, &line)
            line.count(answer, of: question)
            if Task.isCancelled, answer.response == nil { return .notMade(Self.deadline) }
            exchanges.append(answer)
        }
        return .made(exchanges)
    }

    /// The answer to the same question a moment later, where `answer` is one that may pass: a front end that
    /// fails now and then is no evidence for anything else.
    private func repeated(
        _ answer: ExchangeFacts, of question: HTTPQuestion, at destination: Destination,
        _ line: inout Line
    ) async -> ExchangeFacts {
        var answer = answer
        var earlier: [ExchangeFacts] = []
        while answer.mayPass, line.hasReached || answer.isLimited || !line.hasAsked,
            earlier.count < (answer.isLimited ? 1 : Self.tries),
            line.triesAgain < Self.triesInAll
        {
            let isBusy = answer.isLimited || answer.response?.status == 503
            // Cancelled, it was not waited for long enough, and nothing is asked any more.
            try? await Task.sleep(for: answer.wait ?? (isBusy ? pause : pause / 4))
            guard !Task.isCancelled else { break }
            line.triesAgain += 1
            earlier.append(answer)
            answer = await exchange(question, at: destination, line)
        }
        answer.earlierTries = earlier
        return answer
    }

    /// Shakes hands with `destination`; `change` says what is not as usual.
    func handshake(
        _ destination: Destination, change: (inout TLSProbeRequest) -> Void = { _ in }
    ) async -> Gathered<DestinationFacts.Handshake> {
        guard !Task.isCancelled else { return .notMade(Self.deadline) }
        var request = TLSProbeRequest(
            address: destination.address, port: destination.port, name: destination.tlsName,
            timeout: environment.stepTimeout)
        change(&request)
        do {
            return .made(.success(try await environment.tls.probe(request)))
        } catch {
            if Task.isCancelled || error.phase == .cancelled { return .notMade(Self.deadline) }
            return .made(.failure(error))
        }
    }

    /// Offers TLS 1.2 alone where 1.3 was agreed on; where 1.2 was, there is nothing more to learn.
    private func olderHandshake(
        _ destination: Destination, after result: TLSProbeResult
    ) async -> Gathered<DestinationFacts.Handshake> {
        guard result.version == TLSVersion.tls13.rawValue else { return .made(.success(result)) }
        return await handshake(destination) {
            $0.onlyVersion = .tls12
            $0.readsCertificates = false
        }
    }

    private func exchange(
        _ question: HTTPQuestion, at destination: Destination, _ line: Line
    ) async -> ExchangeFacts {
        let request = question.request(
            at: destination, userAgent: line.agent ?? environment.userAgent)
        let route = HTTPRoute(
            address: destination.address, port: question.port ?? destination.port,
            tlsName: destination.tlsName, versions: question.versions,
            verifiesCertificate: line.verifies, mayReuseConnection: question.versions == .http1)
        var environment = environment
        environment.stepTimeout = min(environment.stepTimeout, question.timeout)
        var facts = await environment.facts(of: request, over: route)
        facts.route = question.route
        facts.versions = question.versions
        return facts
    }
}
