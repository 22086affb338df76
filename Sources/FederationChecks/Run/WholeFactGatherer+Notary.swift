import FederationClient
import FederationCore
import FoundationEssentials
import SigningKeys

extension WholeFactGatherer {
    /// A name that nobody has, for a server that is not there (RFC 6761).
    static let absentServer = "fedctl.invalid"

    /// Asks the first destination that gave a usable key document as a notary.
    func notaryRole(
        _ context: CheckContext, _ options: CheckOptions
    ) async -> Gathered<NotaryRole> {
        guard probes.contains(.notaryRole) || probes.contains(.notaryFailures) else {
            return .notMade(WholeFacts.notAsked)
        }
        guard !Task.isCancelled else { return .notMade(FactGatherer.deadline) }
        guard let facts = context.destinations.first(where: { $0.keyReport?.verified != nil }),
            let report = facts.keyReport
        else { return .notMade("no usable key document") }
        let environment = environment(trusting: facts)
        let place = DestinationRequester(
            client: FederationClient(environment: environment), destination: facts.destination)
        var curl = curl(options)
        curl.verifiesCertificates = environment.verifiesCertificates
        let origin = PublishedKeys(server: context.serverName, report: report)
        let own = await NotaryQuery(asking: place, time: environment.time, curl: curl)
            .ask([context.serverName], comparingWith: origin)
        guard let view = own.views.first, !Task.isCancelled else {
            return .notMade(FactGatherer.deadline)
        }
        var role = NotaryRole(destination: facts.destination, view: view)
        // A homeserver that gives no keys of others is not asked for more of them.
        guard own.views.flatMap(\.answers).contains(where: { $0.documents != nil }) else {
            return .made(role)
        }
        let target = "/_matrix/key/v2/query"
        role.malformed = await ask("POST", target, "{}", facts)
        if options.probesNotary { role.absent = await absent(context, facts) }
        return Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(role)
    }

    private func absent(
        _ context: CheckContext, _ facts: DestinationFacts
    ) async -> NotaryRole.Absent {
        let target = "/_matrix/key/v2/query"
        let absent = Self.absentServer
        let now = UTCTime(context.now).milliseconds
        let minimum = max(now, facts.keyReport?.usableUntil ?? now)
        let own = PercentEncoding.encode(context.serverName.description)
        return NotaryRole.Absent(
            get: await ask("GET", "\(target)/\(absent)", nil, facts),
            post: await ask("POST", target, #"{"server_keys":{"\#(absent)":{}}}"#, facts),
            empty: await ask("POST", target, #"{"server_keys":{}}"#, facts),
            fresh: await ask(
                "GET", "\(target)/\(own)?minimum_valid_until_ts=\(minimum)", nil, facts),
            minimum: minimum)
    }

    private func ask(
        _ method: String, _ target: String, _ body: String?, _ facts: DestinationFacts
    ) async -> ExchangeFacts {
        let destination = facts.destination
        let environment = environment(trusting: facts)
        var headers = [HTTPHeader("User-Agent", environment.userAgent)]
        if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
        var request = HTTPRequest(
            method: method, target: target, hostHeader: destination.hostHeader, headers: headers,
            body: body.map { Array($0.utf8) })
        request.mayBeRepeated = true
        let route = HTTPRoute(
            address: destination.address, port: destination.port, tlsName: destination.tlsName,
            verifiesCertificate: environment.verifiesCertificates)
        return await environment.facts(of: request, over: route)
    }

    /// The environment for more questions to a destination whose certificate may not have been trusted.
    private func environment(trusting facts: DestinationFacts) -> FederationEnvironment {
        var own = environment
        if facts.exchange(of: .keyDocument).value?.verifiedCertificate == false {
            own.verifiesCertificates = false
        }
        if facts.refusedAsItself != nil, let version = facts.exchange(of: .version).value {
            own.userAgent = version.agent
        }
        return own
    }
}

/// Sends every request to one destination, whatever server it is for.
struct DestinationRequester: FederationRequesting {
    var client: FederationClient
    var destination: Destination

    func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        try await client.send(request, to: destination, signedBy: identity)
    }
}
