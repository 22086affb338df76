import FederationCore
import ServerDiscovery

/// Asks one destination what the checks need to know, one question after the other.
struct FactGatherer: Sendable {
    var environment: FederationEnvironment
    var serverName: ServerName
    /// What the checks of this run need.
    var probes: Set<Probe>

    /// The reason of everything that the end of the time kept from being asked.
    static let deadline = "the deadline came first"

    /// How many questions a server that never answered one may leave before nothing more is asked.
    static let patience = 2

    /// The reason of everything that was not asked for that.
    static let silence = "the server left \(patience) requests without an answer"

    /// Asks everything that is needed; what cannot be asked any more has its reason.
    func gather(from destination: Destination) async -> DestinationFacts {
        var facts = DestinationFacts(destination: destination)
        guard !probes.isEmpty else { return facts }
        facts.handshake = await handshake(destination)
        guard let result = facts.completedHandshake else {
            let reason = facts.handshake.reason ?? "no TLS handshake"
            facts.olderHandshake = .notMade(reason)
            facts.version = .notMade(reason)
            facts.keyDocument = .notMade(reason)
            facts.unknownPath = .notMade(reason)
            facts.routes = .notMade(reason)
            return facts
        }
        if probes.contains(.olderHandshake) {
            facts.olderHandshake = await olderHandshake(destination, after: result)
        }
        var timeouts = 0
        var isMute = true
        var verifies = environment.verifiesCertificates && result.verificationErrors.isEmpty
        func ask(_ probe: Probe, _ target: String) async -> DestinationFacts.Gathered<ExchangeFacts>
        {
            guard probes.contains(probe) else { return .notMade("not asked for") }
            guard !Task.isCancelled else { return .notMade(Self.deadline) }
            guard !isMute || timeouts < Self.patience else { return .notMade(Self.silence) }
            var exchange = await exchange(target, at: destination, verifies: verifies)
            if verifies, case .failure(let error) = exchange.outcome, error.phase == .certificate {
                // The client trusts less than the handshake did: the rest is judged all the same.
                verifies = false
                exchange = await self.exchange(target, at: destination, verifies: false)
            }
            switch exchange.outcome {
            case .success: isMute = false
            case .failure(let error): timeouts += error.phase == .timeout ? 1 : 0
            }
            if Task.isCancelled, exchange.response == nil { return .notMade(Self.deadline) }
            return .made(exchange)
        }
        facts.version = await ask(.version, RouteProbe.version.path)
        facts.keyDocument = await ask(.keyDocument, RouteProbe.keyDocument.path)
        facts.unknownPath = await ask(.unknownPath, RouteProbe.unknownTarget)
        guard probes.contains(.routes) else { return facts }
        var answers: [DestinationFacts.RouteAnswer] = []
        for route in RouteProbe.all {
            // A server name may leave no room for a user or room ID; there is nothing to ask then.
            guard let target = try? route.target(for: serverName) else { continue }
            switch await ask(.routes, target) {
            case .made(let exchange):
                answers.append(DestinationFacts.RouteAnswer(probe: route, exchange: exchange))
            case .notMade(let reason):
                facts.routes = .notMade(reason)
                return facts
            }
        }
        facts.routes = .made(answers)
        return facts
    }

    private func handshake(
        _ destination: Destination, onlyVersion: TLSVersion? = nil
    ) async -> DestinationFacts.Gathered<Result<TLSProbeResult, TLSProbeError>> {
        guard !Task.isCancelled else { return .notMade(Self.deadline) }
        let request = TLSProbeRequest(
            address: destination.address, port: destination.port, name: destination.tlsName,
            onlyVersion: onlyVersion, timeout: environment.stepTimeout)
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
    ) async -> DestinationFacts.Gathered<Result<TLSProbeResult, TLSProbeError>> {
        guard result.version == TLSVersion.tls13.rawValue else { return .made(.success(result)) }
        return await handshake(destination, onlyVersion: .tls12)
    }

    private func exchange(
        _ target: String, at destination: Destination, verifies: Bool
    ) async -> ExchangeFacts {
        let request = HTTPRequest(
            method: "GET", target: target, hostHeader: destination.hostHeader,
            headers: [HTTPHeader("User-Agent", environment.userAgent)])
        let route = HTTPRoute(
            address: destination.address, port: destination.port, tlsName: destination.tlsName,
            verifiesCertificate: verifies)
        do {
            let response = try await environment.exchange(
                request, over: route, maximumBodyBytes: 1 << 20)
            return ExchangeFacts(
                request: request, outcome: .success(response), verifiedCertificate: verifies)
        } catch {
            return ExchangeFacts(
                request: request, outcome: .failure(error), verifiedCertificate: verifies)
        }
    }
}
