import FederationClient
import FederationCore
import MatrixJSON
import ServerDiscovery
import SigningKeys

extension WholeFactGatherer {
    /// How many other places are asked.
    private static let placeLimit = 3

    /// Where else the homeserver may be.
    ///
    /// Port 443 of the name and of what it delegates to, and what the document for clients names; nobody
    /// is asked where anything answered in its place.
    func otherPlaces(_ context: CheckContext) async -> Gathered<[OtherPlace]> {
        guard probes.contains(.otherPlaces) else { return .notMade(WholeFacts.notAsked) }
        guard !Task.isCancelled else { return .notMade(FactGatherer.deadline) }
        guard !context.destinations.contains(where: \.answered) else {
            return .notMade("the homeserver answers where peers look")
        }
        guard case .name = context.serverName.host else {
            return .notMade("the name is an address (step 1)")
        }
        let client = FederationClient(environment: environment)
        var texts: [String] = []
        if let delegated = context.discovery.delegatedName {
            texts.append("\(delegated.hostText):443")
        }
        if !context.discovery.hasDeafWebServer {
            texts.append("\(context.serverName.hostText):443")
            if let host = await clientHost(context, client) { texts.append(host) }
        }
        let asked = Set(
            context.destinations.map { "\($0.destination.tlsName.urlHost):\($0.destination.port)" })
        var places: [OtherPlace] = []
        var seen = Set<String>()
        for text in texts where !asked.contains(text) && seen.insert(text).inserted {
            guard places.count < Self.placeLimit, !Task.isCancelled,
                // A host with a port is a name, or was never one.
                let place = try? ServerName(parsing: text)
            else { continue }
            places.append(await ask(place, context, client))
        }
        return Task.isCancelled ? .notMade(FactGatherer.deadline) : .made(places)
    }

    private func ask(
        _ place: ServerName, _ context: CheckContext, _ client: FederationClient
    ) async -> OtherPlace {
        do {
            let request = try FederationRequest(
                method: "GET", target: RouteProbe.keyDocument.path, to: place)
            let response = try await client.send(request, signedBy: nil).response
            let report =
                response.status == 200 && response.jsonObject != nil
                ? KeyDocumentReport(
                    judging: response.body, of: context.serverName, now: context.now) : nil
            return OtherPlace(place: place, outcome: .success(response), report: report)
        } catch let error as FederationRequestError {
            return OtherPlace(place: place, outcome: .failure(error))
        } catch {
            return OtherPlace(place: place, outcome: .failure(.noAnswer(place, attempts: [])))
        }
    }

    /// The homeserver of the document for clients, as host and port.
    private func clientHost(_ context: CheckContext, _ client: FederationClient) async -> String? {
        guard context.serverName.port == nil,
            let name = try? ServerName(parsing: "\(context.serverName.hostText):443"),
            let request = try? FederationRequest(
                method: "GET", target: "/.well-known/matrix/client", to: name),
            // Whatever is wrong with this document, there is nothing to learn from it then.
            let response = try? await client.send(request, signedBy: nil).response,
            response.status == 200,
            let text = response.jsonObject?["m.homeserver"]?["base_url"]?.string,
            text.lowercased().hasPrefix("https://")
        else { return nil }
        let rest = text.dropFirst("https://".count).prefix { $0 != "/" }
        guard let host = try? ServerName(parsing: String(rest)) else { return nil }
        return "\(host.hostText):\(host.port ?? 443)"
    }
}

extension DiscoveryResult {
    /// Whether port 443 of the name was asked for the well-known document and gave no answer at all.
    fileprivate var hasDeafWebServer: Bool {
        switch wellKnown?.failure {
        case .noAddress: true
        case .noAnswer(let error): [.refused, .connect, .timeout, .cancelled].contains(error.phase)
        default: false
        }
    }
}
