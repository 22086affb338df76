import FederationCore
import ServerDiscovery

/// Asks the host of a server name for the documents beside the well-known one, where that host
/// answered for the well-known one.
struct NameFactGatherer: Sendable {
    var environment: FederationEnvironment
    var discovery: DiscoveryResult
    /// What the checks of this run need.
    var probes: Set<Probe>

    /// What is asked for each probe.
    private static let rows: [(probe: Probe, questions: [HTTPQuestion])] = [
        (.clientDocument, [HTTPQuestion("/.well-known/matrix/client")]),
        (.supportDocument, [HTTPQuestion("/.well-known/matrix/support")]),
        (.policyDocument, [HTTPQuestion("/.well-known/matrix/policy_server")]),
        (
            .wellKnownAgents,
            HTTPProbe.agents.map { agent in
                HTTPQuestion("/.well-known/matrix/server") { $0.userAgent = agent }
            }
        ),
    ]

    /// Asks what is needed, one question after the other.
    func gather() async -> GatheredExchanges {
        guard let place else { return GatheredExchanges(reason: reasonWithoutPlace) }
        var facts = GatheredExchanges()
        for row in Self.rows where probes.contains(row.probe) {
            var exchanges: [ExchangeFacts] = []
            for question in row.questions {
                guard !Task.isCancelled else { break }
                let answer = await exchange(question, at: place)
                exchanges.append(answer)
                guard row.probe == .wellKnownAgents, answer.isFailure, !Task.isCancelled,
                    exchanges.count(where: \.isFailure) == 1
                else { continue }
                exchanges += await control(question, after: answer, at: place)
            }
            facts.record(
                Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(exchanges),
                of: row.probe)
        }
        return facts
    }

    /// A question that failed, again: once more as the same program, and once as fedctl.
    private func control(
        _ question: HTTPQuestion, after answer: ExchangeFacts, at place: Destination
    ) async -> [ExchangeFacts] {
        var own = question
        own.userAgent = nil
        let again = await exchange(question, at: place)
        // Where the first was a dead server of several, the second of the same program need not be.
        return again.isFailure ? [again, await exchange(own, at: place)] : [again]
    }

    /// Where the well-known document was answered, before any redirect.
    private var place: Destination? {
        discovery.wellKnownPlace.map { place in
            Destination(
                address: place.address, port: place.port, tlsName: place.tlsName,
                hostHeader: discovery.serverName.hostText, specStep: "3")
        }
    }

    private var reasonWithoutPlace: String {
        guard discovery.wellKnown == nil else { return "the host of the name did not answer" }
        return switch discovery.serverName.host {
        case .address: "the name is an address (step 1)"
        case .name: "the name has a port (step 2)"
        }
    }

    private func exchange(
        _ question: HTTPQuestion, at place: Destination
    ) async -> ExchangeFacts {
        let request = question.request(at: place, userAgent: environment.userAgent)
        let route = HTTPRoute(
            address: place.address, port: place.port, tlsName: place.tlsName,
            verifiesCertificate: environment.verifiesCertificates)
        return await environment.facts(
            of: request, over: route, maximumBodyBytes: WellKnownResult.maximumBodyBytes)
    }
}

extension DiscoveryResult {
    /// Where the well-known document was answered, before any redirect.
    var wellKnownPlace: HTTPRoute? {
        guard let hop = wellKnown?.hops.first, hop.response != nil, let attempt = hop.attempts.last
        else { return nil }
        let name: TLSName =
            switch serverName.host {
            case .name(let name): .name(name)
            case .address(let address): .address(address)
            }
        return HTTPRoute(address: attempt.address, port: attempt.port, tlsName: name)
    }
}
