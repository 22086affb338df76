public import FederationCore
import Findings
import FoundationEssentials
import ServerDiscovery

/// Checks everything about a server that can be seen from outside.
public struct FederationCheck: Sendable {
    private let environment: FederationEnvironment
    private let options: CheckOptions
    private let checks: [Check]
    /// Shared by all servers of a sweep: many names can lead to one address.
    private let gate = HostGate()

    /// A check over the ports of `environment`, within its limits.
    public init(environment: FederationEnvironment, options: CheckOptions = CheckOptions()) {
        self.environment = environment
        self.options = options
        checks = options.evaluated(of: Check.all)
    }

    /// Finds the destinations of `name`, asks each what the checks need, and judges.
    ///
    /// Destinations are asked at the same time, each one question after the other. When the task is
    /// cancelled, what could not be asked any more is skipped, and the report comes at once.
    public func run(against name: ServerName) async -> CheckReport {
        let startedAt = environment.time.now
        let start = environment.time.monotonicMilliseconds
        let discovery = await ServerDiscovery(environment: environment).discover(name)
        let probes = checks.reduce(into: Set<Probe>()) { $0.formUnion($1.probes) }
        let placeProbes = probes.filter(\.isOfDestination)
        let gatherer = WholeFactGatherer(environment: environment, probes: probes)
        let places = FactGatherer(
            environment: environment, serverName: name, probes: placeProbes, pause: options.pause,
            wellKnownPlace: discovery.wellKnownPlace)
        async let gathered = atEach(of: discovery.destinations, { $0 }) {
            await places.gather(from: $0)
        }
        async let early = gatherer.gather(about: discovery)
        let nameFacts = await NameFactGatherer(
            environment: environment, discovery: discovery, probes: probes
        ).gather()
        var inquiries = await gathered
        var context = CheckContext(
            serverName: name, discovery: discovery, nameFacts: nameFacts, now: startedAt,
            verifiesCertificates: environment.verifiesCertificates,
            connectOverrides: environment.connectOverrides,
            authorityFiles: options.authorityFiles,
            expectations: options.expectations?.expectations(of: name) ?? ServerExpectations(),
            ownKeys: options.ownKeys)
        context.proxy = environment.proxy
        for index in inquiries.indices {
            inquiries[index].facts = inquiries[index].facts.readingKeyDocument(context)
        }
        context.destinations = inquiries.map(\.facts)
        context.about = await gatherer.gather(after: early, context, options)
        let finished = await atEach(of: inquiries, { $0.facts.destination }) {
            await places.finish($0)
        }
        context.destinations = DestinationFacts.introduced(finished.map(\.facts))
        let runner = CheckRunner(checks: checks, reports: options.reports)
        var findings: [Finding]
        if discovery.failure == .cancelled {
            let reason = [FactGatherer.deadline, discovery.awaited].compactMap(\.self)
                .joined(separator: ": ")
            findings = runner.skips(.name, at: nil, reason: reason)
            // What the name itself says was never waited for.
            let known = runner.nameFindings(context).first { $0.check == "name.grammar" }
            findings = findings.map { $0.check == known?.check ? known ?? $0 : $0 }
        } else {
            findings = runner.nameFindings(context).map(context.expectations.weighed)
        }
        var destinations: [DestinationVerdict] = []
        for facts in context.destinations {
            let own = runner.findings(facts, context).map(context.expectations.weighed)
            findings += own
            let verdict = Verdict.worst(of: own.lazy.map(\.verdict))
            destinations.append(
                DestinationVerdict(destination: facts.destination, verdict: verdict))
        }
        let elapsed = environment.time.monotonicMilliseconds - start
        var report = CheckReport(
            serverName: name.description, startedAt: startedAt,
            durationMilliseconds: Int(elapsed.rounded()), findings: findings,
            destinations: destinations,
            anyAnswer: context.destinations.contains { $0.answered || placeProbes.isEmpty },
            discovery: discovery)
        report.incompleteness = CheckReport.incompleteness(of: findings, by: checks)
        if options.keepsFacts { report.facts = context.destinations }
        return report
    }

    /// The report about a text that is no server name: a `name.grammar` finding, and nothing else.
    public func report(onUnparsable text: String, _ error: ServerNameError) -> CheckReport {
        // Whatever was asked for: without it nothing says why there is no more.
        let findings = Check.all.filter { $0.id == "name.grammar" }.map {
            judgeUnparsable(text, error).finding(of: $0, at: nil)
        }
        return CheckReport(
            serverName: text, startedAt: environment.time.now, durationMilliseconds: 0,
            findings: findings, destinations: [], anyAnswer: false, discovery: nil)
    }

    /// Does `work` at all places at the same time; the results come in the order of the places.
    private func atEach<Place: Sendable, Result: Sendable>(
        of places: [Place], _ destination: @escaping @Sendable (Place) -> Destination,
        _ work: @escaping @Sendable (Place) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, place) in places.enumerated() {
                group.addTask {
                    let result = await gate.run(at: destination(place).address) {
                        await work(place)
                    }
                    return (index, result)
                }
            }
            var results: [(Int, Result)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
