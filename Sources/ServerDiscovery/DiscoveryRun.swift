import FederationCore

/// One run through the spec's steps.
struct DiscoveryRun {
    let name: ServerName
    let environment: FederationEnvironment
    var finder: PlaceFinder
    var steps: [DiscoveryStep] = []
    var wellKnown: WellKnownResult?
    private let start: Double

    init(of name: ServerName, in environment: FederationEnvironment) {
        self.name = name
        self.environment = environment
        finder = PlaceFinder(environment)
        start = environment.time.monotonicMilliseconds
    }

    mutating func result() async -> DiscoveryResult {
        var result = await decide()
        result.steps = steps
        result.wellKnown = wellKnown
        result.milliseconds = environment.time.monotonicMilliseconds - start
        if Task.isCancelled {
            result.destinations = []
            result.failure = .cancelled
        }
        return result
    }

    /// The host of the name itself, as step 3 asks it: at port 443.
    ///
    /// A name that has a port, or is an address, is asked nothing by step 3: it is taken as it stands.
    mutating func hostItself() async -> DiscoveryResult {
        var result = DiscoveryResult(
            serverName: name, specStep: "3", tlsName: name.host.tlsName,
            hostHeader: name.description)
        let isNamed = if case .name = name.host { true } else { false }
        let port = name.port ?? (isNamed ? 443 : ServerDiscovery.defaultPort)
        await locate([Place(name.host, port: port)], in: &result)
        result.steps = steps
        result.milliseconds = environment.time.monotonicMilliseconds - start
        return result
    }

    private mutating func decide() async -> DiscoveryResult {
        // Step 1: an IP literal is used as it stands, with the port given or 8448.
        if readAddress(of: name, step: "1") { return await direct(to: name, step: "1") }
        // Step 2: a port in the name ends discovery: no well-known, no SRV.
        if readPort(of: name, step: "2") { return await direct(to: name, step: "2") }
        // Step 3: the well-known document of the host, once: what it delegates to is asked for none.
        if let delegated = await readWellKnown() { return await follow(delegated) }
        // Step 4: SRV for _matrix-fed; step 5: SRV for _matrix; step 6: the host itself.
        return await services(of: name, steps: ServiceSteps(current: "4", legacy: "5", last: "6"))
    }

    private mutating func follow(_ delegated: ServerName) async -> DiscoveryResult {
        // Step 3.1: m.server is an IP literal.
        if readAddress(of: delegated, step: "3.1") {
            return await direct(to: delegated, step: "3.1")
        }
        // Step 3.2: m.server has a port.
        if readPort(of: delegated, step: "3.2") {
            return await direct(to: delegated, step: "3.2")
        }
        // Step 3.3: SRV for _matrix-fed; step 3.4: SRV for _matrix; step 3.5: the name itself.
        return await services(
            of: delegated, steps: ServiceSteps(current: "3.3", legacy: "3.4", last: "3.5"))
    }

    /// Steps 1 and 3.1: whether the host is an IP literal.
    private mutating func readAddress(of name: ServerName, step: String) -> Bool {
        guard case .address(let address) = name.host else {
            note(
                step, .readAddress(of: name.description),
                .notApplicable(reason: "not an IP address"))
            return false
        }
        let port =
            name.port.map { "port \($0)" } ?? "port \(ServerDiscovery.defaultPort) by default"
        note(
            step, .readAddress(of: name.description),
            .found("an \(address.family.words) address, \(port)"))
        return true
    }

    /// Steps 2 and 3.2: whether there is a port.
    private mutating func readPort(of name: ServerName, step: String) -> Bool {
        guard let port = name.port else {
            note(
                step, .readPort(of: name.description),
                .notApplicable(reason: "no port in the name"))
            return false
        }
        note(step, .readPort(of: name.description), .found("port \(port)"))
        return true
    }

    /// Steps 1, 2, 3.1 and 3.2: the host itself; the `Host` header is the name as it was written.
    private mutating func direct(to target: ServerName, step: String) async -> DiscoveryResult {
        let port = target.port ?? ServerDiscovery.defaultPort
        var result = DiscoveryResult(
            serverName: name, specStep: step, tlsName: target.host.tlsName,
            hostHeader: target.description)
        await locate([Place(target.host, port: port)], in: &result)
        return result
    }

    /// Adds the addresses of `places` to `result`, and a step for each thing that was asked.
    mutating func locate(_ places: [Place], in result: inout DiscoveryResult) async {
        var failures: [DiscoveryFailure] = []
        var seen: Set<Destination> = []
        for located in await finder.locate(places) {
            note(located, step: result.specStep)
            if let failure = located.failure { failures.append(failure) }
            for address in located.addresses {
                let destination = Destination(
                    address: address, port: located.port, tlsName: result.tlsName,
                    hostHeader: result.hostHeader, specStep: result.specStep)
                guard seen.insert(destination).inserted else { continue }
                if seen.count <= ServerDiscovery.maximumDestinations {
                    result.destinations.append(destination)
                }
            }
        }
        let surplus = seen.count - result.destinations.count
        if surplus > 0 {
            note(
                result.specStep, .leaveOutDestinations(count: surplus),
                .failed(reason: "more than \(ServerDiscovery.maximumDestinations) destinations"))
        }
        guard result.destinations.isEmpty, let first = failures.first else { return }
        result.failure = first
    }

    private mutating func note(_ located: LocatedPlace, step: String) {
        if let detour = located.detour {
            note(step, .connectTo(detour), .found(detour.description))
        }
        for answer in located.answers { noteLookUp(answer, step: step) }
        if located.surplus > 0 {
            note(
                step, .leaveOutAddresses(count: located.surplus, host: located.place.host),
                .failed(reason: "more than \(ServerDiscovery.maximumAddresses) addresses"))
        }
        // What the answers themselves do not say: a target that is refused, a family, a port.
        guard let failure = located.failure, located.isRefused else { return }
        note(step, .use(host: located.place.host), .failed(reason: failure.description))
    }

    mutating func noteLookUp(_ answer: DNSAnswer, step: String, note: String? = nil) {
        let outcome: DiscoveryStep.Outcome =
            switch answer.outcome {
            case .found: .found(answer.records.map(\.data.words).joined(separator: ", "))
            case .noData where answer.question.type != .srv: .absent(reason: "no address")
            case .noData, .noSuchName: .absent(reason: answer.outcome.description)
            default: .failed(reason: answer.outcome.description)
            }
        steps.append(
            DiscoveryStep(
                step, .lookUp(answer), outcome, milliseconds: answer.milliseconds, note: note))
    }

    mutating func note(
        _ step: String, _ action: DiscoveryStep.Action, _ outcome: DiscoveryStep.Outcome
    ) {
        steps.append(DiscoveryStep(step, action, outcome))
    }
}
