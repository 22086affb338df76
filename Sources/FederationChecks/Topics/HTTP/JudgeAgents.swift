import FederationCore
import Findings
import ServerDiscovery

/// Every user agent and method gets through.
func judgeAgents(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let own = facts.exchange(of: .version).value else { return .skip("not asked for") }
    let others = facts.exchanges(of: .otherAgents).value ?? []
    let rows = ([own] + others).map { "\($0.agent): \($0.outline)" }
    let evidence = [Evidence("answers", .list(rows))]
    if let challenged = ([own] + others).first(where: \.isChallenge) {
        return blocked(challenged, "is sent a challenge", evidence, facts, context)
    }
    guard own.reachedHomeserver || others.contains(where: \.reachedHomeserver) else {
        return .skip("no user agent reaches the homeserver")
    }
    if let stray = ([own] + others).first(where: { !$0.reachedHomeserver && !$0.isFailure }) {
        return blocked(
            stray, "does not reach the homeserver, and others do", evidence, facts, context)
    }
    let routes = facts.exchanges(of: .routes).value ?? []
    let pushes = routes.filter { $0.request.method == "PUT" }
    let reads = routes.filter { $0.request.method == "GET" }
    if !pushes.isEmpty, reads.contains(where: \.reachedHomeserver),
        let push = pushes.first, pushes.allSatisfy({ $0.isRefusalOfFrontEnd })
    {
        return blocked(push, "is refused with PUT by the front end", evidence, facts, context)
    }
    let methods = pushes.isEmpty ? "" : ", GET and PUT"
    return .pass(
        "\(others.count + 1) user agents\(methods) reach the homeserver", evidence: evidence)
}

private func blocked(
    _ exchange: ExchangeFacts, _ words: String, _ evidence: [Evidence], _ facts: DestinationFacts,
    _ context: CheckContext
) -> Judgement {
    let frontEnd = facts.frontEnd(before: exchange.response)
    return .fail(
        "\(exchange.agent) \(words): \(exchange.outline)",
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
    let stray = others.first { ($0.response?.status ?? 0) != own.status && !$0.isFailure }
    guard challenge != nil || stray != nil else {
        return .pass(
            "\(others.count + 1) user agents get the same answer", evidence: evidence)
    }
    let agent = stray?.agent ?? "every user agent"
    let got = stray?.outline ?? challenge?.outline ?? ""
    let frontEnd = (stray?.response ?? challenge).flatMap(FrontEnd.init(recognisedIn:))
    return .fail(
        challenge == nil
            ? "\(agent) gets \(got), and fedctl \(own.outline)"
            : "\(agent) is sent a challenge: \(got)",
        expected: "the same answer for every user agent", got: got,
        fix: Remedy.exemptPrograms.fix(for: frontEnd),
        reproduce: ReproduceCommand.curl(
            host: context.serverName.hostText, target: "/.well-known/matrix/server", in: context),
        evidence: evidence)
}

extension ExchangeFacts {
    /// The user agent that it was made with.
    var agent: String { request.headers.firstValue(of: "User-Agent") ?? "no user agent" }

    /// Whether there was no answer, or one that says that the homeserver is not there.
    var isFailure: Bool { response.map { $0.status >= 500 && !$0.isChallenge } ?? true }

    /// Whether a program is asked to show that it is none.
    var isChallenge: Bool { response?.isChallenge ?? false }

    /// Whether the front end itself would not have the request.
    var isRefusalOfFrontEnd: Bool {
        guard let response, !reachedHomeserver else { return false }
        return [400, 401, 403, 405, 406, 429, 501, 503, 520].contains(response.status)
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
