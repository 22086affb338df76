import FederationCore

extension DiscoveryRun {
    /// Steps 3.3 to 3.5, or 4 to 6: the services of `target`, or the host itself.
    ///
    /// Certificate and `Host` are those of `target`, never those of an SRV record.
    mutating func services(of target: ServerName, steps: ServiceSteps) async -> DiscoveryResult {
        let host = target.hostText.withoutRootDot
        var result = DiscoveryResult(
            serverName: name, specStep: steps.last, tlsName: target.host.tlsName,
            hostHeader: target.hostText)
        // Steps 3.3 and 4, then 3.4 and 5: the deprecated service only where the other was not found.
        for (step, label) in [(steps.current, "_matrix-fed._tcp"), (steps.legacy, "_matrix._tcp")] {
            guard !Task.isCancelled else { return result }
            let records = await lookUp("\(label).\(host)", step: step)
            guard !records.isEmpty else { continue }
            result.specStep = step
            result.services = records
            await locate(services: records, in: &result)
            return result
        }
        guard !Task.isCancelled else { return result }
        // Steps 3.5 and 6: no service, so the host itself on port 8448.
        note(
            steps.last, .useDefaultPort(host: target.hostText),
            .found("port \(ServerDiscovery.defaultPort)"))
        await locate([Place(target.host, port: ServerDiscovery.defaultPort)], in: &result)
        return result
    }

    /// The SRV records called `service`, in the order in which they are to be tried.
    private mutating func lookUp(_ service: String, step: String) async -> [ServiceRecord] {
        guard let answer = await finder.answers(to: [DNSQuestion(service, .srv)]).first else {
            return []
        }
        let failed = answer.outcome != .found && !answer.outcome.isAbsence
        noteLookUp(
            answer, step: step, note: failed ? "some homeservers give up here, others go on" : nil)
        let records = answer.records.compactMap { record -> ServiceRecord? in
            guard case .service(let priority, let weight, let port, let target) = record.data else {
                return nil
            }
            return ServiceRecord(
                service: service, priority: priority, weight: weight, port: port, target: target,
                timeToLive: record.timeToLive)
        }
        // RFC 2782: lower priorities first, and among equals the heavier ones more often, so first.
        return records.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.priority != b.priority { return a.priority < b.priority }
            if a.weight != b.weight { return a.weight > b.weight }
            return left.offset < right.offset
        }.map(\.element)
    }

    private mutating func locate(
        services records: [ServiceRecord], in result: inout DiscoveryResult
    ) async {
        let service = records[0].service
        let offered = records.filter { !$0.refusesService }
        // RFC 2782: the target "." says that the service is not offered, so nothing else is tried.
        guard !offered.isEmpty else {
            result.failure = .serviceNotOffered(service: service)
            return
        }
        let places = offered.prefix(ServerDiscovery.maximumServices).map { record in
            Place(host: record.target, port: record.port, isServiceTarget: true)
        }
        await locate(places, in: &result)
        if offered.count > places.count {
            note(
                result.specStep, .leaveOutServices(count: offered.count - places.count),
                .failed(reason: "more than \(ServerDiscovery.maximumServices) SRV records"))
        }
        guard let failure = result.failure else { return }
        result.failure = .noUsableTarget(service: service, reason: failure.description)
    }
}
