import FederationCore
import Findings
import ServerDiscovery

/// Every user agent and method gets through.
func judgeAgents(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let version = facts.exchange(of: .version).value else { return .skip("not asked for") }
    let own = [facts.refusedAsItself, version, facts.exchange(of: .keyDocument).value]
        .compactMap(\.self)
    let others = facts.exchanges(of: .otherAgents).value ?? []
    let all = own + others
    let rows = all.map { "\($0.agent): \($0.request.target): \($0.outline)" }
    let evidence = [Evidence("answers", .list(rows))]
    if let challenged = all.first(where: \.isChallenge) {
        return blocked(challenged, "is sent a challenge", evidence, facts, context)
    }
    guard all.contains(where: \.reachedHomeserver) else {
        return .skip("no user agent reaches the homeserver")
    }
    let strays = all.filter { exchange in
        let rivals = all.filter { $0.request.target == exchange.request.target }
        return rivals.contains(where: \.reachedHomeserver) && facts.isKeptOut(exchange)
    }
    if let stray = strays.first {
        var names: [String] = []
        for other in strays where !names.contains(other.agent) { names.append(other.agent) }
        let rest = facts.refusedAsItself == nil ? "" : "; the rest was asked as \(version.agent)"
        return blocked(
            stray, as: names.joined(separator: ", "),
            "\(names.count == 1 ? "does" : "do") not reach the homeserver, and others do", evidence,
            facts, context, remark: rest)
    }
    let routes = facts.exchanges(of: .routes).value ?? []
    let pushes = routes.filter { $0.request.method == "PUT" }
    let reads = routes.filter { $0.request.method == "GET" }
    if !pushes.isEmpty, reads.contains(where: \.reachedHomeserver),
        let push = pushes.first, pushes.allSatisfy({ $0.isRefusalOfFrontEnd })
    {
        return blocked(push, "is refused with PUT by the front end", evidence, facts, context)
    }
    if others.contains(where: \.isLimited) {
        return .skip("some user agents were answered with 429: too many requests")
    }
    let methods = pushes.contains(where: \.reachedHomeserver) ? ", GET and PUT" : ""
    return .pass(
        "\(Set(all.map(\.agent)).count) user agents\(methods) reach the homeserver",
        evidence: evidence)
}

extension DestinationFacts {
    /// Whether the user agent of `exchange` is why the homeserver was not reached: a refusal is
    /// believed at once, a failure only where the same request fails every time.
    fileprivate func isKeptOut(_ exchange: ExchangeFacts) -> Bool {
        guard !exchange.reachedHomeserver, !exchange.isLimited else { return false }
        guard exchange.isFailure else { return true }
        let again = repetitions(of: exchange)
        return !again.isEmpty && !again.contains(where: \.reachedHomeserver)
    }
}

private func blocked(
    _ exchange: ExchangeFacts, as agents: String? = nil, _ words: String, _ evidence: [Evidence],
    _ facts: DestinationFacts, _ context: CheckContext, remark: String = ""
) -> Judgement {
    let frontEnd = facts.frontEnd(before: exchange.response)
    return .fail(
        "\(agents ?? exchange.agent) \(words): \(exchange.outline)\(remark)",
        expected: "the homeserver, for every user agent and method", got: exchange.outline,
        fix: Remedy.exemptPrograms.fix(for: frontEnd),
        reproduce: ReproduceCommand.curl(
            exchange, at: facts.destination, in: context, flags: ["-A", exchange.agent]),
        evidence: evidence)
}

/// The well-known document is answered for every user agent.
func judgeWellKnownAgents(_ context: CheckContext) -> Judgement {
    guard let others = context.nameFacts.exchanges(of: .wellKnownAgents).value,
        let own = context.discovery.wellKnown?.hops.first?.response
    else { return .skip("not asked for") }
    let rows = ["fedctl: \(own.outline)"] + others.map { "\($0.agent): \($0.outline)" }
    let evidence = [Evidence("answers", .list(rows))]
    let responses = [own] + others.compactMap(\.response)
    let challenge = responses.first(where: \.isChallenge)
    // A failure is believed where the same program fails every time, and fedctl never.
    let isSteady = !others.contains { !HTTPProbe.agents.contains($0.agent) && $0.isFailure }
    let strays = others.filter { ($0.response?.status ?? 0) != own.status && !$0.isLimited }
    let stray = strays.first { exchange in
        let again = others.filter(exchange.isRepeated)
        return !exchange.isFailure || again.count > 1 && again.allSatisfy(\.isFailure) && isSteady
    }
    let command = ReproduceCommand.curl(
        host: context.serverName.hostText, target: "/.well-known/matrix/server", in: context)
    guard challenge != nil || stray != nil else {
        if let failure = strays.first {
            return .warn(
                "\(strays.count) of \(others.count + 1) equal requests failed: \(failure.outline)",
                expected: "the same answer every time", got: failure.outline,
                fix: "see why the web server of \(context.serverName.hostText) fails now and then: "
                    + "one of several servers behind it may be down",
                reproduce: command, evidence: evidence)
        }
        if others.contains(where: \.isLimited) {
            return .skip("some user agents were answered with 429: too many requests")
        }
        return .pass(
            "\(Set(others.map(\.agent)).count + 1) user agents get the same answer",
            evidence: evidence)
    }
    let agent = stray?.agent ?? "every user agent"
    let got = stray?.outline ?? challenge?.outline ?? ""
    let frontEnd = (stray?.response ?? challenge).flatMap(FrontEnd.init(recognisedIn:))
    return .fail(
        challenge == nil
            ? "\(agent) gets \(got), and fedctl \(own.outline)"
            : "\(agent) is sent a challenge: \(got)",
        expected: "the same answer for every user agent", got: got,
        fix: Remedy.exemptPrograms.fix(for: frontEnd), reproduce: command, evidence: evidence)
}

extension ExchangeFacts {
    /// The user agent that it was made with.
    var agent: String { request.headers.firstValue(of: "User-Agent") ?? "no user agent" }

    /// Whether there was no answer, or one that says that the homeserver is not there.
    var isFailure: Bool { response.map { $0.status >= 500 && !$0.isChallenge } ?? true }

    /// Whether a program is asked to show that it is none.
    var isChallenge: Bool { response?.isChallenge ?? false }

    /// Whether the answer says no more than that there were too many requests.
    var isLimited: Bool { response?.status == 429 && !isChallenge }

    /// Whether the front end itself would not have the request.
    var isRefusalOfFrontEnd: Bool {
        guard let response, !reachedHomeserver else { return false }
        return [400, 401, 403, 405, 406, 501, 503, 520].contains(response.status)
    }
}

extension HTTPResponse {
    /// Whether a program is asked to show that it is none.
    var isChallenge: Bool {
        guard [401, 403, 429, 503].contains(status) else { return false }
        if headers.firstValue(of: "CF-Mitigated") != nil { return true }
        let text = bodyText(atMost: 4000)
        return ["Just a moment...", "challenge-platform", "Enable JavaScript", "anubis"]
            .contains { text.contains($0) }
    }
}
