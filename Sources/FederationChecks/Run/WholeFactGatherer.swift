import FederationClient
import FederationCore
import ServerDiscovery
import SigningKeys

/// Asks what the checks of the name as a whole need to know.
struct WholeFactGatherer: Sendable {
    var environment: FederationEnvironment
    /// What the checks of this run need.
    var probes: Set<Probe>

    /// What can be asked while the destinations are.
    func gather(about discovery: DiscoveryResult) async -> WholeFacts {
        var facts = WholeFacts()
        guard discovery.failure != .cancelled else { return facts }
        async let answers = wellKnownAnswers(discovery)
        async let handshake = wellKnownHandshake(discovery)
        async let authorities = authorities(discovery)
        facts.unusedServices = await unusedServices(discovery)
        facts.wellKnownHandshake = await handshake
        facts.wellKnownAnswers = await answers
        facts.authorities = await authorities
        return facts
    }

    /// What depends on what the destinations said.
    func gather(
        after early: WholeFacts, _ context: CheckContext, _ options: CheckOptions
    ) async -> WholeFacts {
        var facts = early
        guard context.discovery.failure != .cancelled else { return facts }
        facts.otherPlaces = await otherPlaces(context)
        facts.servedName = await servedName(context)
        facts.notaryRole = await notaryRole(context, options)
        facts.outsideView = await outsideView(context, options)
        return facts
    }

    private func unusedServices(
        _ discovery: DiscoveryResult
    ) async -> Gathered<[DNSAnswer]> {
        guard probes.contains(.unusedServices) else { return .notMade(WholeFacts.notAsked) }
        guard case .name = discovery.serverName.host else {
            return .notMade("the name is an address (step 1)")
        }
        // Where no name server was needed so far, none is asked for curiosity.
        guard discovery.hasNameServer else { return .notMade("no name server was asked") }
        let answers = await ServerDiscovery(environment: environment).unusedServices(of: discovery)
        return Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(answers)
    }

    /// Looks at the certificate of the host that was asked last for the well-known document, where it was refused.
    private func wellKnownHandshake(
        _ discovery: DiscoveryResult
    ) async -> Gathered<DestinationFacts> {
        guard probes.contains(.wellKnownHandshake) else { return .notMade(WholeFacts.notAsked) }
        guard case .noAnswer(let error)? = discovery.wellKnown?.failure,
            [.certificate, .tls].contains(error.phase), let hop = discovery.wellKnown?.hops.last,
            let attempt = hop.attempts.last, let host = hop.server
        else { return .notMade("the certificate was not refused") }
        let place = Destination(
            address: attempt.address, port: attempt.port, tlsName: host.tlsName,
            hostHeader: host.description, specStep: "3")
        let gatherer = FactGatherer(
            environment: environment, serverName: discovery.serverName, probes: [.handshake])
        var facts = DestinationFacts(destination: place)
        facts.record(await gatherer.handshake(place), of: .handshake)
        await gatherer.tellHandshakesApart(&facts)
        return Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(facts)
    }

    /// Asks the zone's own name servers, where the resolver answered that something is wrong.
    private func authorities(_ discovery: DiscoveryResult) async -> Gathered<[AuthorityAnswer]> {
        guard probes.contains(.authorities) else { return .notMade(WholeFacts.notAsked) }
        let answers = discovery.serviceAnswers + discovery.addressAnswers
        guard let broken = answers.first(where: { $0.isBroken && $0.source != nil }) else {
            return .notMade("the resolver answered")
        }
        let said = await ServerDiscovery(environment: environment)
            .authorities(on: broken.question)
        return Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(said)
    }

    private func wellKnownAnswers(
        _ discovery: DiscoveryResult
    ) async -> Gathered<[WellKnownAnswer]> {
        guard probes.contains(.wellKnownAddresses) else { return .notMade(WholeFacts.notAsked) }
        let answers = await ServerDiscovery(environment: environment)
            .wellKnownAnswers(of: discovery)
        return Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(answers)
    }

    private func servedName(_ context: CheckContext) async -> Gathered<ServedName> {
        guard probes.contains(.servedName) else { return .notMade(WholeFacts.notAsked) }
        guard !Task.isCancelled else { return .notMade(FactGatherer.deadline) }
        let names = context.destinations.compactMap { $0.keyReport?.serverName }
        guard let other = names.first(where: { $0 != context.serverName }) else {
            return .notMade(names.isEmpty ? "no key document" : "no other name")
        }
        let client = FederationClient(environment: environment)
        let discovery = await client.discover(other)
        let published = await NotaryQuery(
            asking: client, time: environment.time
        ).published(by: other)
        if Task.isCancelled { return .notMade(FactGatherer.deadline) }
        return .made(ServedName(name: other, discovery: discovery, published: published))
    }

    private func outsideView(
        _ context: CheckContext, _ options: CheckOptions
    ) async -> Gathered<NotaryReport> {
        guard probes.contains(.outsideView) else { return .notMade(WholeFacts.notAsked) }
        guard !options.notaries.isEmpty else { return .notMade("--notary names none") }
        guard !Task.isCancelled else { return .notMade(FactGatherer.deadline) }
        let query = NotaryQuery(
            asking: FederationClient(environment: environment), time: environment.time,
            curl: curl(options))
        let report = context.destinations.lazy.compactMap(\.keyReport).first
        let origin = PublishedKeys(
            server: context.serverName, report: report,
            problem: report == nil ? "no key document can be fetched from here" : nil)
        let answers = await query.ask(options.notaries, comparingWith: origin)
        return Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(answers)
    }
}

extension ServerName {
    /// The name that a certificate of this host has to be for.
    fileprivate var tlsName: TLSName {
        switch host {
        case .name(let name): .name(name)
        case .address(let address): .address(address)
        }
    }
}

extension WholeFactGatherer {
    /// Commands as those of the checks.
    func curl(_ options: CheckOptions) -> CurlCommand {
        CurlCommand(
            authorityFiles: options.authorityFiles,
            verifiesCertificates: environment.verifiesCertificates)
    }
}

extension DiscoveryResult {
    /// Whether a name server answered anything, be it that there is nothing.
    var hasNameServer: Bool {
        let answers = steps.flatMap { step -> [DNSAnswer] in
            switch step.action {
            case .lookUp(let answer): [answer]
            case .fetch(let hop): hop.addressAnswers
            default: []
            }
        }
        return answers.contains { answer in
            (answer.outcome == .found || answer.outcome.isAbsence)
                && answer.source != nil && answer.source != "/etc/hosts"
        }
    }
}
