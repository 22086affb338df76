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
    func gather() async -> NameFacts {
        guard let place else { return NameFacts(reason: reasonWithoutPlace) }
        var facts = NameFacts()
        for row in Self.rows where probes.contains(row.probe) {
            var exchanges: [ExchangeFacts] = []
            for question in row.questions {
                guard !Task.isCancelled else { break }
                exchanges.append(await exchange(question, at: place))
            }
            facts.record(
                Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(exchanges),
                of: row.probe)
        }
        return facts
    }

    /// Where the well-known document was answered, before any redirect.
    private var place: Destination? {
        guard let hop = discovery.wellKnown?.hops.first, hop.response != nil,
            let attempt = hop.attempts.last
        else { return nil }
        return Destination(
            address: attempt.address, port: attempt.port,
            tlsName: tlsName, hostHeader: discovery.serverName.hostText,
            specStep: "3")
    }

    private var tlsName: TLSName {
        switch discovery.serverName.host {
        case .name(let name): .name(name)
        case .address(let address): .address(address)
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
        let verifies = environment.verifiesCertificates
        let route = HTTPRoute(
            address: place.address, port: place.port, tlsName: place.tlsName,
            verifiesCertificate: verifies)
        do {
            let response = try await environment.exchange(
                request, over: route, maximumBodyBytes: WellKnownResult.maximumBodyBytes)
            return ExchangeFacts(
                request: request, outcome: .success(response), verifiedCertificate: verifies)
        } catch {
            return ExchangeFacts(
                request: request, outcome: .failure(error), verifiedCertificate: verifies)
        }
    }
}
