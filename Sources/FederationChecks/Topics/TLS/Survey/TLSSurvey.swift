public import Certificates
public import FederationCore
import Findings
import ServerDiscovery

/// Looks at TLS alone, and closer than a check does: every version, what comes without SNI, and both
/// versions of HTTP.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#tls>
public struct TLSSurvey: Sendable {
    private let environment: FederationEnvironment
    private let tlsName: TLSName?
    private let trust: TrustStore?
    private let authorityFiles: [String]
    private let gate = HostGate()

    /// A survey over the ports of `environment`, within its limits.
    ///
    /// - Parameters:
    ///   - environment: The ports.
    ///   - tlsName: The name to shake hands for, instead of the one that discovery finds.
    ///   - trust: The roots to complete chains to, with issuers that are fetched; none
    ///     fetches none.
    ///   - authorityFiles: The files of the authorities that the user added.
    public init(
        environment: FederationEnvironment, tlsName: TLSName? = nil,
        fetchingIssuersFor trust: TrustStore? = nil, authorityFiles: [String] = []
    ) {
        self.environment = environment
        self.tlsName = tlsName
        self.trust = trust
        self.authorityFiles = authorityFiles
    }

    /// Finds the destinations of `name`, and looks at each; all of them at the same time, but those of one
    /// address a few at a time.
    public func run(on name: ServerName) async -> TLSReport {
        let startedAt = environment.time.now
        let start = environment.time.monotonicMilliseconds
        let discovery = await ServerDiscovery(environment: environment).discover(name)
        var described = CheckContext(
            serverName: name, discovery: discovery, nameFacts: GatheredExchanges(), now: startedAt,
            verifiesCertificates: environment.verifiesCertificates,
            connectOverrides: environment.connectOverrides, authorityFiles: authorityFiles)
        described.proxy = environment.proxy
        let context = described
        let destinations = discovery.destinations.map { destination in
            var destination = destination
            if let tlsName { destination.tlsName = tlsName }
            return destination
        }
        let reports = await withTaskGroup(of: (Int, TLSDestinationReport).self) { group in
            for (index, destination) in destinations.enumerated() {
                group.addTask {
                    let report = await gate.run(at: destination.address) {
                        await survey(destination, of: name, context)
                    }
                    return (index, report)
                }
            }
            var reports: [(Int, TLSDestinationReport)] = []
            for await report in group { reports.append(report) }
            return reports.sorted { $0.0 < $1.0 }.map(\.1)
        }
        let elapsed = environment.time.monotonicMilliseconds - start
        return TLSReport(
            target: name.description, startedAt: startedAt,
            durationMilliseconds: Int(elapsed.rounded()), discovery: discovery,
            destinations: reports)
    }

    private func survey(
        _ destination: Destination, of name: ServerName, _ context: CheckContext
    ) async -> TLSDestinationReport {
        let gatherer = FactGatherer(environment: environment, serverName: name, probes: [])
        var facts = DestinationFacts(destination: destination)
        let first = await gatherer.handshake(destination) {
            $0.applicationProtocols = ["h2", "http/1.1"]
        }
        facts.record(first, of: .handshake)
        await gatherer.tellHandshakesApart(&facts)
        var report = TLSDestinationReport(
            destination: destination, handshake: Self.outcome(first))
        if hasTLS(report.handshake) {
            report.versions = await versions(of: destination, gatherer)
            if facts.handshake(of: .namelessHandshake).value == nil,
                case .name = destination.tlsName
            {
                let nameless = await gatherer.handshake(destination) {
                    $0.sendsServerNameIndication = false
                    $0.applicationProtocols = ["h2", "http/1.1"]
                }
                facts.record(nameless, of: .namelessHandshake)
            }
            report.nameless = facts.handshake(of: .namelessHandshake).value
            recordOlder(report, in: &facts)
            await gatherer.tellCiphersApart(&facts)
        }
        if let result = facts.completedHandshake {
            if let trust, result.verificationErrors.contains(where: \.concernsPath) {
                let fetcher = IssuerFetcher(environment: environment, trust: trust)
                report.issuers = await fetcher.fetch(for: result.chain)
                facts.issuers = report.issuers
            }
            let request = versionRequest(destination)
            report.exchanges = await exchanges(request, with: destination, result)
            facts.record(
                .made(
                    report.exchanges.map {
                        ExchangeFacts(request: request, outcome: $0.outcome)
                    }), of: .version)
        }
        let runner = CheckRunner(checks: Check.tls) { _ in true }
        report.findings = runner.findings(facts, context)
        report.answered = facts.answered
        return report
    }

    /// Whether the peer speaks TLS of any kind.
    private func hasTLS(_ outcome: Result<TLSProbeResult, TLSProbeError>) -> Bool {
        switch outcome {
        case .success: true
        case .failure(let error): error.phase == .handshake
        }
    }

    /// Offers each version alone, all at the same time.
    private func versions(
        of destination: Destination, _ gatherer: FactGatherer
    ) async -> [TLSVersionTrial] {
        await withTaskGroup(of: TLSVersionTrial.self) { group in
            for version in TLSVersion.allCases {
                group.addTask {
                    let gathered = await gatherer.handshake(destination) {
                        $0.onlyVersion = version
                        $0.applicationProtocols = ["h2", "http/1.1"]
                    }
                    return TLSVersionTrial(version: version, outcome: Self.outcome(gathered))
                }
            }
            var trials: [TLSVersionTrial] = []
            for await trial in group { trials.append(trial) }
            return trials.sorted { $0.version.rawValue < $1.version.rawValue }
        }
    }

    /// What the check of versions wants to know has been asked already.
    private func recordOlder(_ report: TLSDestinationReport, in facts: inout DestinationFacts) {
        guard let result = facts.completedHandshake else { return }
        let trial = report.versions.first { $0.version == .tls12 }
        let isNewest = result.version == TLSVersion.tls13.rawValue
        facts.record(
            .made(isNewest ? trial?.outcome ?? .success(result) : .success(result)),
            of: .olderHandshake)
    }

    private func versionRequest(_ destination: Destination) -> HTTPRequest {
        HTTPRequest(
            method: "GET", target: RouteProbe.version.path, hostHeader: destination.hostHeader,
            headers: [HTTPHeader("User-Agent", environment.userAgent)])
    }

    /// Asks for the version of the homeserver, once with each version of HTTP, over a connection each:
    /// nothing is offered over one that is there.
    private func exchanges(
        _ request: HTTPRequest, with destination: Destination, _ result: TLSProbeResult
    ) async -> [HTTPVersionTrial] {
        let verifies = environment.verifiesCertificates && result.verificationErrors.isEmpty
        var trials: [HTTPVersionTrial] = []
        for offered in [HTTPRoute.HTTPVersions.http1, .http2] {
            let route = HTTPRoute(
                address: destination.address, port: destination.port,
                tlsName: destination.tlsName, versions: offered, verifiesCertificate: verifies,
                mayReuseConnection: false)
            let facts = await environment.facts(of: request, over: route)
            trials.append(HTTPVersionTrial(offered: offered, outcome: facts.outcome))
        }
        return trials
    }

    private static func outcome(
        _ gathered: Gathered<DestinationFacts.Handshake>
    ) -> Result<TLSProbeResult, TLSProbeError> {
        switch gathered {
        case .made(let outcome): outcome
        case .notMade(let reason): .failure(TLSProbeError(.cancelled, reason))
        }
    }
}
