import FederationCore
import Findings
import ServerDiscovery

extension DiscoveryResult {
    /// The questions for SRV records, in the order in which they were asked.
    var serviceAnswers: [DNSAnswer] {
        steps.compactMap { step in
            guard case .lookUp(let answer) = step.action, answer.question.type == .srv else {
                return nil
            }
            return answer
        }
    }

    /// The hosts that the SRV records name.
    var serviceTargets: [String] { services.filter { !$0.refusesService }.map(\.target) }
}

/// The SRV records, if there are any, can be used.
func judgeServices(_ context: CheckContext) -> Judgement {
    let discovery = context.discovery
    let answers = discovery.serviceAnswers
    guard let first = answers.first else { return .skip(reasonWithoutServices(context)) }
    let command = ReproduceCommand.dig(first.question, source: first.source)
    let evidence = answers.map { answer in
        let name = answer.question.name.hasPrefix("_matrix-fed.") ? "matrix_fed" : "matrix"
        return Evidence(name, .text(answer.outcome.description))
    }
    if case .serviceNotOffered(let service)? = discovery.failure {
        return .fail(
            "\(service) says that the service is not offered (target '.')",
            expected: "a target", got: ".", fix: "remove the record, or name the host",
            reproduce: command, evidence: evidence)
    }
    if let alias = aliasedTarget(discovery) {
        return .fail(
            "the target \(alias.question.name) is an alias, which SRV records may not name",
            expected: "a name with A or AAAA records",
            got: "an alias of \(alias.aliases.last ?? "another name")",
            fix: "name the host that the alias leads to, or give the target addresses of its own",
            reproduce: ReproduceCommand.dig(alias.question, source: alias.source),
            evidence: evidence)
    }
    if let address = discovery.serviceTargets.lazy.compactMap(IPAddress.init(parsing:)).first {
        return .fail(
            "the target is the address \(address), where SRV records name hosts",
            expected: "a name with A or AAAA records", got: address.description,
            fix: "name a host that has this address", reproduce: command, evidence: evidence)
    }
    if let zero = discovery.services.first(where: { $0.port == 0 && !$0.refusesService }) {
        return .fail(
            "\(zero.service) names port 0", expected: "a port from 1 to 65535", got: "0",
            fix: "name the port that the homeserver listens on", reproduce: command,
            evidence: evidence)
    }
    let targets = discovery.services.map { "\($0.target):\($0.port)" }
    let list = targets.joined(separator: ", ")
    if let broken = answers.first(where: \.isBroken) {
        return judgeBrokenServices(broken, targets: targets, context, evidence)
    }
    guard !targets.isEmpty else {
        return .pass(
            "none, so port \(ServerDiscovery.defaultPort) is used (step \(discovery.specStep))",
            evidence: evidence)
    }
    if let old = discovery.services.first(where: \.isDeprecated) {
        let host = old.service.dropFirst("_matrix._tcp.".count)
        return .warn(
            "only the deprecated \(old.service): \(list)",
            expected: "_matrix-fed._tcp.\(host)", got: old.service,
            fix: "add _matrix-fed._tcp.\(host) with the same target", reproduce: command,
            evidence: evidence + [Evidence("targets", .list(targets))])
    }
    return .pass(
        "\(discovery.services[0].service): \(list) (step \(discovery.specStep))",
        evidence: evidence + [Evidence("targets", .list(targets))], reproduce: command,
        milliseconds: first.milliseconds)
}

/// A question for SRV records that the name servers could not answer, whatever others they did.
private func judgeBrokenServices(
    _ broken: DNSAnswer, targets: [String], _ context: CheckContext, _ evidence: [Evidence]
) -> Judgement {
    let blame = blame(for: broken, context)
    let evidence = evidence + context.authorityEvidence(on: broken)
    let others =
        targets.isEmpty
        ? ""
        : "; some peers stop there, others go on to the deprecated record: "
            + targets.joined(separator: ", ")
    let fix: String
    if case .unreachable = broken.outcome, let ownFault = fixForFault([broken]) {
        fix = ownFault
    } else {
        fix =
            (blame ?? "have the name server answer SRV questions")
            + "; until then serve a well-known file that names host and port: it needs no SRV"
    }
    return .warn(
        "\(broken.question): \(broken.outcome)\(others)", expected: "records, or none",
        got: broken.outcome.description, fix: fix,
        reproduce: ReproduceCommand.dig(broken.question, source: broken.source),
        evidence: targets.isEmpty ? evidence : evidence + [Evidence("targets", .list(targets))])
}

/// The answer for the address of a target that turned out to be an alias.
private func aliasedTarget(_ discovery: DiscoveryResult) -> DNSAnswer? {
    let targets = Set(discovery.serviceTargets.map { $0.lowercased() })
    return discovery.addressAnswers.first { answer in
        !answer.aliases.isEmpty && targets.contains(answer.question.name.lowercased())
    }
}

/// Why nobody asks for SRV records of this name.
private func reasonWithoutServices(_ context: CheckContext) -> String {
    let discovery = context.discovery
    if let delegated = discovery.delegatedName {
        if case .address = delegated.host {
            return "the delegated name is an address (step \(discovery.specStep))"
        }
        if delegated.port != nil {
            return "the delegated name has a port (step \(discovery.specStep))"
        }
    }
    if case .address = context.serverName.host { return "the name is an address (step 1)" }
    if context.serverName.port != nil { return "the name has a port (step 2)" }
    return "not asked for"
}

/// The name leads to addresses.
func judgeAddresses(_ context: CheckContext) -> Judgement {
    let discovery = context.discovery
    let answers = discovery.addressAnswers
    let broken = answers.first(where: \.isBroken)
    let asked = broken ?? answers.first
    let command = asked.map { ReproduceCommand.dig($0.question, source: $0.source) }
    let evidence =
        addressEvidence(answers) + (broken.map(context.authorityEvidence) ?? [])
    if let failure = discovery.failure {
        return judgeMissingAddress(failure, context, command, evidence)
    }
    let addresses = unique(discovery.destinations.map(\.address.description))
    let list = addresses.joined(separator: ", ")
    guard !addresses.isEmpty else {
        return .fail("no address", expected: "A or AAAA records", reproduce: command)
    }
    if let broken {
        return .warn(
            "\(list); but \(broken.question): \(broken.outcome)",
            expected: "addresses, or none, for A and for AAAA",
            got: broken.outcome.description,
            fix: (blame(for: broken, context)
                ?? "have the name server answer \(broken.question.type.rawValue) questions")
                + ": some peers stop at the failure",
            reproduce: command, evidence: evidence)
    }
    let present = [Evidence("addresses", .list(addresses))] + evidence
    if discovery.surplus > 0 {
        let most = ServerDiscovery.maximumDestinations
        return .warn(
            "leads to more than \(most) places; \(discovery.surplus) were left out",
            expected: "at most \(most) addresses and SRV records",
            got: "\(discovery.surplus) more",
            fix: "keep the records of the servers that there are: peers try a few, each waits for "
                + "those before it, and gives up",
            reproduce: command, evidence: present)
    }
    return .pass(
        list, evidence: present, reproduce: command,
        milliseconds: answers.map(\.milliseconds).max())
}

/// What each question for addresses was answered with, and the names of aliases on the way.
private func addressEvidence(_ answers: [DNSAnswer]) -> [Evidence] {
    var evidence: [Evidence] = []
    for type in [DNSQuestion.RecordType.a, .aaaa] {
        let rows = answers.filter { $0.question.type == type }.map {
            "\($0.question.name): \($0.outcome)"
        }
        guard !rows.isEmpty else { continue }
        evidence.append(Evidence(type.rawValue.lowercased(), .list(rows)))
    }
    let aliases = unique(answers.flatMap(\.aliases))
    if !aliases.isEmpty { evidence.append(Evidence("cname", .list(aliases))) }
    return evidence
}

private func judgeMissingAddress(
    _ failure: DiscoveryFailure, _ context: CheckContext, _ command: String?,
    _ evidence: [Evidence]
) -> Judgement {
    let expected = "A or AAAA records"
    let records = context.expectations.addressRecords
    switch failure {
    case .cancelled:
        return .skip(FactGatherer.deadline)
    case .serviceNotOffered:
        return .skip("the SRV record says that the service is not offered")
    case .noAddress(let host, let reason):
        let isDelegated = context.discovery.delegatedName != nil
        return .fail(
            isDelegated ? "\(host): \(reason)" : reason, expected: expected, got: reason,
            fix: context.discovery.addressAnswers.first(where: \.isBroken)
                .flatMap { blame(for: $0, context) }
                ?? fixForFault(context.discovery.addressAnswers)
                ?? (isDelegated
                    ? "name a host that exists in m.server, or add \(records) records for \(host)"
                    : "add \(records) records for \(host), or delegate to a host that has them"),
            reproduce: command, evidence: evidence)
    case .noUsableTarget(let service, let reason):
        return .fail(
            "no target of \(service) has an address: \(reason)", expected: expected, got: reason,
            fix: fixForFault(context.discovery.addressAnswers)
                ?? "add \(records) records for the target, or name another: peers do not go on to "
                + "other records",
            reproduce: command, evidence: evidence)
    case .serviceTargetIsAlias, .serviceTargetIsAddress:
        return .skip("the SRV record names no host: \(failure)")
    case .unusedFamily:
        return .fail(
            failure.description, expected: expected, got: failure.description,
            fix: "leave out --ipv4 or --ipv6", reproduce: command, evidence: evidence)
    case .unusablePort:
        let place =
            context.serverName.port == 0
            ? "the name"
            : context.discovery.delegatedName?.port == 0 ? "m.server" : "the SRV record"
        return .fail(
            failure.description, expected: "a port from 1 to 65535", got: "port 0",
            fix: "write a port from 1 to 65535 in \(place): nothing can be reached at port 0",
            reproduce: command, evidence: evidence)
    }
}

extension CheckContext {
    /// What the zone's own name servers said to the question that `broken` does not answer.
    fileprivate func authorities(on broken: DNSAnswer) -> [AuthorityAnswer] {
        (about.authorities.value ?? []).filter { $0.answer.question == broken.question }
    }

    fileprivate func authorityEvidence(on broken: DNSAnswer) -> [Evidence] {
        let rows = authorities(on: broken).map { "\($0.server): \($0.answer.outcome)".bounded }
        return rows.isEmpty ? [] : [Evidence("authorities", .list(rows))]
    }
}

/// Who has to mend what `broken` does not answer: the zone, or the resolver; nothing where its own name
/// servers were not asked, or cannot be from here.
private func blame(for broken: DNSAnswer, _ context: CheckContext) -> String? {
    let asked = context.authorities(on: broken)
    let zone = broken.question.name
    if let good = asked.first(where: { !$0.answer.isBroken }) {
        return
            "see why the resolver does not take what \(good.server.bounded), the zone's own name "
            + "server, answers for \(zone) (\(good.answer.outcome)): signatures (DNSSEC) that do not "
            + "verify, where 'dig +cd' answers, or a resolver that is broken itself"
    }
    if let bad = asked.first(where: { [.serverFailure, .refused].contains($0.answer.outcome) }) {
        return "mend \(bad.server.bounded), the zone's own name server, which does not answer for "
            + "\(zone) either (\(bad.answer.outcome))"
    }
    return nil
}

/// What to do where the name servers are at fault, and not the records; nothing where they answered.
func fixForFault(_ answers: [DNSAnswer]) -> String? {
    guard let broken = answers.first(where: \.isBroken) else { return nil }
    let name = broken.question.name
    switch broken.outcome {
    case .serverFailure:
        return "mend the zone of \(name): its name servers are down, lame, or sign it wrongly "
            + "(DNSSEC); 'dig +cd' answers where it is DNSSEC"
    case .refused:
        return
            "have the name server answer for \(name): it refuses (an access list, or a zone that "
            + "it does not serve)"
    case .timedOut:
        return "see why nobody answers for \(name): name servers that are down, a firewall on port "
            + "53, or no network here"
    case .unreachable:
        return "name a server that answers here (--resolver, /etc/resolv.conf), or open port 53 on "
            + "the way to it: \(name) itself may be in order"
    case .failed, .found, .noData, .noSuchName:
        return "see what the name server answers for \(name): it cannot be used"
    }
}

extension DNSAnswer {
    /// Whether it says neither what there is nor that there is nothing.
    var isBroken: Bool { !outcome.isAbsence && outcome != .found }
}

private func unique(_ texts: [String]) -> [String] {
    var seen = Set<String>()
    return texts.filter { seen.insert($0).inserted }
}
