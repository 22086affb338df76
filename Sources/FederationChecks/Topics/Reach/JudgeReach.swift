import FederationCore
import Findings
import ServerDiscovery
import SigningKeys

extension DestinationFacts {
    /// Whether a peer gets something from it: an answer to HTTP, over a certificate that is trusted
    /// where certificates are verified.
    func isGood(_ context: CheckContext) -> Bool {
        guard completedHandshake != nil else { return false }
        return exchanges.contains { exchange in
            exchange.response != nil
                && (exchange.verifiedCertificate || !context.verifiesCertificates)
        }
    }

    /// Whether the homeserver itself answered there.
    fileprivate var hasHomeserver: Bool { exchanges.contains(where: \.reachedHomeserver) }

    /// Why nothing could be asked; none where it was asked.
    fileprivate var problem: String {
        if case .failure(let error)? = handshake.value { return error.reason }
        for exchange in exchanges {
            if case .failure(let error) = exchange.outcome { return error.reason }
        }
        return exchanges.isEmpty ? "no answer" : "the certificate is not trusted"
    }
}

/// The homeserver answers where peers look for it.
func judgeAnswer(_ context: CheckContext) -> Judgement {
    let places = context.destinations
    guard !places.isEmpty else { return .skip("no address") }
    if let good = places.first(where: \.answered) {
        return .pass("\(good.destination) answers")
    }
    if places.contains(where: { $0.handshake.reason != nil }) {
        return .skip(FactGatherer.deadline)
    }
    if case .failure(let error)? = places[0].handshake.value,
        error.phase == .proxy || error.phase == .connect && context.proxy != nil
    {
        return .skip("nothing is known of the server: \(error.reason)")
    }
    if let reason = context.about.otherPlaces.reason, reason == FactGatherer.deadline {
        return .skip(reason)
    }
    let others = context.about.otherPlaces.value ?? []
    let looked = places[0].destination
    let port = looked.port
    let rows = others.map { place in
        "\(place.place): \(place.response?.outline ?? "no answer")"
    }
    let evidence = [Evidence("other_places", .list(rows))]
    let command = ReproduceCommand.curl(
        target: RouteProbe.keyDocument.path, at: looked, in: context)
    let expected = "an answer at \(looked)"
    let closed = "nothing answers at \(looked.tlsName.urlHost):\(port), where peers look"
    if let home = others.first(where: { $0.report?.serverName == context.serverName }) {
        return .fail(
            "\(closed); the homeserver answers at \(home.place)",
            expected: expected, got: places[0].problem,
            fix: fixByDelegation(to: home, context, port), reproduce: command, evidence: evidence)
    }
    let frontEnds = others.compactMap { $0.response.flatMap(FrontEnd.init(recognisedIn:)) }
    if frontEnds.contains(.cloudflare), port != 443 {
        return .fail(
            "\(closed), and the host is behind Cloudflare, which does not forward port \(port)",
            expected: expected, got: places[0].problem,
            fix: "delegate to port 443 (or 8443) with a well-known file, "
                + delegationText(context, "443") + ", or set the record to \"DNS only\"",
            reproduce: command, evidence: evidence)
    }
    if case .failure(let error)? = places[0].handshake.value,
        [.handshakeTimeout, .closed, .notTLS].contains(error.phase)
    {
        return .fail(
            "\(looked) takes connections, and gives no answer", expected: expected,
            got: places[0].problem,
            fix:
                "see what listens at port \(port): a program that hangs, one that speaks no TLS, or a "
                + "firewall that answers in its place",
            reproduce: ReproduceCommand.curl(
                target: RouteProbe.keyDocument.path, at: looked, in: context,
                flags: ["--max-time", "20"]), evidence: evidence)
    }
    let isDelegable = context.serverName.port == nil
    let open = "open port \(port) in firewall, router and web server"
    let remedy =
        !isDelegable
        ? open + ": a name with a port cannot be delegated"
        : context.discovery.delegatedName == nil
            ? open + ", or delegate to a port that is open: " + delegationText(context, "443")
            : open + ", or name another host or port in the well-known document"
    return .fail(
        closed, expected: expected, got: places[0].problem,
        fix: context.fix(of: looked, else: remedy), reproduce: command, evidence: evidence)
}

private func delegationText(_ context: CheckContext, _ port: String) -> String {
    let host = context.discovery.delegatedName?.hostText ?? context.serverName.hostText
    return "{\"m.server\":\"\(host):\(port)\"}"
}

/// What to do where the homeserver answers at another place.
private func fixByDelegation(
    to home: OtherPlace, _ context: CheckContext, _ port: UInt16
) -> String {
    guard context.serverName.port == nil else {
        return "open port \(port): a name with a port cannot be delegated"
    }
    let document = "{\"m.server\":\"\(home.place)\"}"
    let url = "https://\(context.serverName.hostText)/.well-known/matrix/server"
    let isGraphical =
        home.response?.headers.firstValue(of: "Server")?.lowercased().hasPrefix("openresty") == true
    if isGraphical {
        return "serve \(document) at \(url): port \(port) is not needed, and Nginx Proxy Manager "
            + "cannot listen on a second TLS port"
    }
    return "serve \(document) at \(url), or open port \(port)"
}

/// Peers with IPv4 alone and with IPv6 alone get an answer.
func judgeFamilies(_ context: CheckContext) -> Judgement {
    let places = context.destinations
    guard !places.isEmpty else { return .skip("no address") }
    guard !places.contains(where: { $0.handshake.reason == FactGatherer.deadline }) else {
        return .skip(FactGatherer.deadline)
    }
    // What is wrong everywhere is no question of the family; the checks of each address tell it.
    guard places.contains(where: { $0.isGood(context) }) else {
        return .skip("no address is good, whatever its family")
    }
    // A website that answers where another address has the homeserver is no answer to a peer.
    let home = places.first { $0.isGood(context) && $0.hasHomeserver }
    func isGood(_ facts: DestinationFacts) -> Bool {
        facts.isGood(context) && (home == nil || facts.hasHomeserver)
    }
    let families: [(family: IPAddress.Family, name: String)] = [(.v4, "IPv4"), (.v6, "IPv6")]
    var words: [String] = []
    var dead: [(name: String, facts: DestinationFacts)] = []
    var lost: [String] = []
    for (family, name) in families {
        let own = places.filter { $0.destination.address.family == family }
        let good = own.count(where: isGood)
        let isExcluded = context.expectations.excludes(family)
        if own.isEmpty {
            words.append("\(name): no address\(isExcluded ? ", as expected" : "")")
            continue
        }
        words.append("\(name): \(good) of \(own.count)")
        if good == 0 { dead.append((name, own[0])) }
        if good > 0, !isExcluded, isWellKnownLost(to: family, context) { lost.append(name) }
    }
    let summary = words.joined(separator: "; ")
    let evidence = [Evidence("families", .list(words))]
    if let (name, facts) = dead.first {
        let record = name == "IPv6" ? "AAAA" : "A"
        let isLiteral = IPAddress(parsing: context.discovery.tlsName.urlHost) != nil
        if let home, facts.isGood(context) {
            let frontEnd = facts.frontEnd
            let outline = facts.exchange(of: .version).value?.outline ?? "another answer"
            return .fail(
                "\(summary): \(home.destination) leads to the homeserver, and \(facts.destination) to "
                    + "something else",
                expected: "the homeserver at every address", got: outline,
                fix: "have the site that forwards /_matrix/ answer at \(facts.destination) as well "
                    + (frontEnd == .nginx
                        ? "(nginx: listen [::]:\(facts.destination.port) ssl; beside listen "
                            + "\(facts.destination.port) ssl; in its server block)"
                        : "(IPv4 and IPv6)")
                    + ", or remove the \(record) record",
                reproduce: ReproduceCommand.curl(
                    target: RouteProbe.version.path, at: facts.destination, in: context),
                evidence: evidence)
        }
        return .fail(
            "\(summary): peers with \(name) alone get nothing, and those that try it first wait",
            expected: "an answer at every address", got: facts.problem,
            fix: facts.answered
                ? "mend what the checks of \(facts.destination) tell, or remove the \(record) record"
                : isLiteral
                    ? "make the web server answer at \(facts.destination)"
                    : context.expectations.excludes(facts.destination.address.family)
                        ? "remove the \(record) record: no \(name) is expected"
                        : "make the web server answer over \(name) too, or remove the \(record) record",
            reproduce: ReproduceCommand.curl(
                target: RouteProbe.version.path, at: facts.destination, in: context),
            evidence: evidence)
    }
    if let name = lost.first {
        return .warn(
            "\(summary): but peers with \(name) alone cannot get the well-known document, which "
                + "leads there",
            expected: "the document over \(name) as well", got: "no answer over \(name)",
            fix: "give \(context.serverName.hostText) an \(name == "IPv6" ? "AAAA" : "A") record, "
                + "and serve the document there",
            reproduce: wellKnownCommand(context), evidence: evidence)
    }
    let missing = families.filter { family, _ in
        !context.expectations.excludes(family)
            && !places.contains { $0.destination.address.family == family }
    }
    let remark = missing.first.map { "; peers with \($0.name) alone cannot reach it" } ?? ""
    return .pass(summary + remark, evidence: evidence)
}

/// Whether the server is delegated, and peers of this family have no address to get the document from.
private func isWellKnownLost(to family: IPAddress.Family, _ context: CheckContext) -> Bool {
    guard context.discovery.delegatedName != nil,
        let hop = context.discovery.wellKnown?.hops.first, hop.detour == nil,
        !hop.addressAnswers.isEmpty
    else { return false }
    let type: DNSQuestion.RecordType = family == .v4 ? .a : .aaaa
    guard let answer = hop.addressAnswers.first(where: { $0.question.type == type }) else {
        return false
    }
    return answer.outcome.isAbsence
}

/// Every address is the same homeserver, with the same keys.
func judgeSameness(_ context: CheckContext) -> Judgement {
    let read = context.destinations.compactMap { facts -> (Destination, [String])? in
        guard let report = facts.keyReport else { return nil }
        let keys = report.rows.filter { $0.state == .current }.map {
            "\($0.keyID) \($0.publicKey ?? "secret")"
        }
        return (facts.destination, keys.sorted())
    }
    guard let first = read.first else { return .skip("no key document") }
    guard read.count > 1 else { return .pass("one address has a key document") }
    let rows = read.map { "\($0.0): \($0.1.joined(separator: ", "))".bounded }
    let evidence = [Evidence("keys", .list(rows))]
    if let other = read.first(where: { $0.1 != first.1 }) {
        return .fail(
            "\(first.0) and \(other.0) publish different keys",
            expected: first.1.joined(separator: ", ").bounded,
            got: other.1.joined(separator: ", ").bounded,
            fix: "let every address lead to the same homeserver, or its workers to one key file; "
                + "remove the records of a host that was left behind by a move",
            reproduce: ReproduceCommand.curl(
                target: RouteProbe.keyDocument.path, at: other.0, in: context),
            evidence: evidence)
    }
    return .pass("the same keys at \(read.count) addresses", evidence: evidence)
}
