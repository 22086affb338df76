import FederationCore
import Findings
import ServerDiscovery

/// Every target of the SRV records can be used, by priority and weight.
func judgeTargets(_ context: CheckContext) -> Judgement {
    let discovery = context.discovery
    let services = discovery.services.filter { !$0.refusesService }
    guard let first = services.first else { return .skip("no SRV record") }
    let question = DNSQuestion(first.service, .srv)
    let source = discovery.serviceAnswers.first { $0.question == question }?.source
    let command = ReproduceCommand.dig(question, source: source)
    let problems = services.prefix(ServerDiscovery.maximumServices).map {
        ($0, problem(with: $0, in: discovery))
    }
    let rows = problems.map { service, problem in
        "\(service.priority) \(service.weight) \(service.target):\(service.port): "
            + (problem ?? "usable")
    }
    var evidence = [Evidence("targets", .list(rows))]
    let surplus = services.count - problems.count
    if surplus > 0 {
        evidence.append(Evidence("left_out", .integer(surplus)))
        return .warn(
            "\(services.count) SRV records, of which \(problems.count) are used",
            expected: "a few", got: "\(services.count)",
            fix: "leave the records of the hosts that the homeserver runs on, and no others",
            reproduce: command, evidence: evidence)
    }
    let bad = problems.filter { $0.1 != nil }
    guard let (service, problem) = bad.first else {
        return .pass(
            services.count == 1 ? "1 target, usable" : "\(services.count) targets, all usable",
            evidence: evidence, reproduce: command)
    }
    return .warn(
        "\(bad.count) of \(services.count) targets cannot be used: \(service.target): "
            + (problem ?? ""),
        expected: "a host with A or AAAA records of its own, and a port from 1 to 65535",
        got: rows.joined(separator: "; ").bounded,
        fix: "mend or remove the record: peers that draw this target fail, or wait for it first",
        reproduce: command, evidence: evidence)
}

/// What is wrong with one record; nothing where it can be used.
private func problem(with service: ServiceRecord, in discovery: DiscoveryResult) -> String? {
    if service.port == 0 { return "port 0" }
    let target = service.target.hasSuffix(".") ? String(service.target.dropLast()) : service.target
    if IPAddress(parsing: target) != nil { return "an address, where SRV records name hosts" }
    let answers = discovery.addressAnswers.filter {
        $0.question.name.lowercased() == target.lowercased()
    }
    if let alias = answers.first(where: { !$0.aliases.isEmpty }) {
        return "an alias (CNAME) of \(alias.aliases.last ?? "another name")"
    }
    if answers.isEmpty || answers.contains(where: { $0.outcome == .found }) { return nil }
    if let broken = answers.first(where: { !$0.outcome.isAbsence }) {
        return "\(broken.question): \(broken.outcome)"
    }
    return answers.contains { $0.outcome == .noSuchName } ? "no such name" : "no address"
}

extension DNSAnswer {
    /// The targets that it names, in the order of the alphabet, each as `host:port`.
    fileprivate var serviceTargets: [String] {
        let targets = records.compactMap { record -> String? in
            guard case .service(_, _, let port, let target) = record.data else { return nil }
            let host = target.hasSuffix(".") ? target.dropLast() : target[...]
            return "\(host.lowercased()):\(port)"
        }
        return Set(targets).sorted()
    }
}

/// All answers about SRV records: those that discovery needed, and those that it did not.
private func allServiceAnswers(_ context: CheckContext) -> [DNSAnswer] {
    context.discovery.serviceAnswers + (context.about.unusedServices.value ?? [])
}

/// The deprecated SRV record says the same as the new one.
func judgeAgreement(_ context: CheckContext) -> Judgement {
    if let reason = context.about.unusedServices.reason { return .skip(reason) }
    let found = allServiceAnswers(context).filter { $0.outcome == .found }
    let prefix = "_matrix-fed._tcp."
    for new in found where new.question.name.hasPrefix(prefix) {
        let host = new.question.name.dropFirst(prefix.count)
        guard let old = found.first(where: { $0.question.name == "_matrix._tcp.\(host)" })
        else { continue }
        let lists = [new.serviceTargets, old.serviceTargets].map { $0.joined(separator: ", ") }
        let evidence = [
            Evidence("matrix_fed", .list(new.serviceTargets)),
            Evidence("matrix", .list(old.serviceTargets)),
        ]
        guard lists[0] != lists[1] else {
            return .pass(
                "_matrix-fed._tcp and _matrix._tcp name the same targets", evidence: evidence)
        }
        return .warn(
            "_matrix-fed._tcp.\(host) and _matrix._tcp.\(host) name different targets: peers use "
                + "_matrix-fed._tcp, and those from before v1.8 go elsewhere",
            expected: "the same targets: \(lists[0])".bounded, got: lists[1].bounded,
            fix: "give both records the same targets, or remove _matrix._tcp.\(host)",
            reproduce: ReproduceCommand.dig(old.question, source: old.source), evidence: evidence)
    }
    return .skip("not both SRV records exist")
}

/// No SRV record stands where nobody looks.
func judgeUnusedServices(_ context: CheckContext) -> Judgement {
    guard let answers = context.about.unusedServices.value else {
        return .skip(context.about.unusedServices.reason ?? "not asked for")
    }
    let discovery = context.discovery
    let found = answers.filter { $0.outcome == .found }
    let identity = found.first { $0.question.name.hasPrefix("_matrix-identity.") }
    // The deprecated record beside the new one is judged by the check before.
    let unused = found.filter { answer in
        !answer.question.name.hasPrefix("_matrix-identity.")
            && !discovery.serviceAnswers.contains { used in
                used.outcome == .found
                    && used.question.name.drop { $0 != "." }
                        == answer.question.name.drop { $0 != "." }
            }
    }
    let evidence = [("matrix_identity", true), ("unused", false)].compactMap { name, isIdentity in
        let rows = found.filter {
            $0.question.name.hasPrefix("_matrix-identity.") == isIdentity
        }.map { "\($0.question.name): \($0.serviceTargets.joined(separator: ", "))" }
        return rows.isEmpty ? nil : Evidence(name, .list(rows))
    }
    guard let first = unused.first else {
        guard let identity, discovery.services.isEmpty, discovery.delegatedName == nil else {
            return .pass("none", evidence: evidence)
        }
        return .warn(
            "\(identity.question.name) exists, which has nothing to do with federation",
            expected: "_matrix-fed._tcp.\(discovery.serverName.hostText)",
            got: identity.question.name,
            fix: "name the service _matrix-fed._tcp, or serve a well-known file",
            reproduce: ReproduceCommand.dig(identity.question, source: identity.source),
            evidence: evidence)
    }
    let name = first.question.name
    let reason: String
    if let delegated = discovery.delegatedName {
        reason = "the well-known file delegates to \(delegated)"
    } else if discovery.serverName.port != nil {
        reason = "the server name has a port"
    } else {
        reason = "an earlier step decided"
    }
    let places = Set(discovery.destinations.map { "\($0.tlsName.urlHost.lowercased()):\($0.port)" })
    guard Set(first.serviceTargets).isSubset(of: places) else {
        return .warn(
            "\(name) exists and is not used, because \(reason)",
            expected: "no SRV record, or one that leads to the same place",
            got: first.serviceTargets.joined(separator: ", ").bounded,
            fix:
                "remove the record, or let it lead to the same place: peers do not read it, and people take it for the way that they go",
            reproduce: ReproduceCommand.dig(first.question, source: first.source),
            evidence: evidence)
    }
    return .pass("\(name) is not used, because \(reason)", evidence: evidence)
}
