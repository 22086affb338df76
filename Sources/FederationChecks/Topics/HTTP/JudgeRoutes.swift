import FederationCore
import Findings

/// Every known path reaches the homeserver.
func judgeRoutes(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let answers = knownRoutes(facts), !answers.isEmpty else { return .skip("not asked for") }
    var reached = 0
    var strays: [(path: String, exchange: ExchangeFacts, outline: String)] = []
    var rows: [String] = []
    for (path, exchange) in answers {
        let outline: String
        switch exchange.outcome {
        case .failure(let error) where error.phase == .cancelled:
            return .skip(FactGatherer.deadline)
        case .failure(let error):
            outline = error.reason
            strays.append((path, exchange, outline))
        case .success(let response):
            outline = response.outline
            if exchange.reachedRoute, !facts.isLost(exchange) {
                reached += 1
            } else {
                strays.append((path, exchange, outline))
            }
        }
        rows.append("\(path): \(outline)")
    }
    let evidence = [
        Evidence("reached", .integer(reached)), Evidence("known", .integer(answers.count)),
        Evidence("answers", .list(rows)),
    ]
    let limited = facts.exchanges.count { $0.route != nil && $0.isLimited }
    let count =
        "\(reached) of \(answers.count) known paths reach the homeserver"
        + (limited == 0 ? "" : " (\(limited) more: 429, too many requests)")
    guard let stray = strays.first else { return .pass(count, evidence: evidence) }
    if let prefix = facts.strippedPrefix {
        let response = facts.exchange(of: .version).value?.response
        return .fail(
            "the front end cuts \(prefix) off the path: \(count)",
            expected: "the path as it was sent",
            got: "the version at \(prefix)\(RouteProbe.version.path)",
            fix: Remedy.keepPrefix.fix(for: facts.frontEnd(before: response)),
            reproduce: (facts.exchanges(of: .strippedPrefix).value ?? []).first(where: \.isVersion)
                .map { ReproduceCommand.curl($0, at: facts.destination, in: context) },
            evidence: evidence)
    }
    let response = stray.exchange.response
    let split = splitRoutes(strays.map(\.exchange), facts)
    let fix =
        split.isEmpty
        ? silence(strays.map(\.exchange))
            ?? fixForStrays(strays.map(\.path), of: answers.map(\.path), response, facts)
        : "send v2 where v1 goes: the map of workers, or the list of paths in the front end, names "
            + "v1 alone"
    return .fail(
        split.isEmpty
            ? count
            : "\(count); \(split.joined(separator: ", ")): unknown there, while v1 is known",
        expected: "JSON of the homeserver on every path",
        got: grouped(strays.map { ($0.path, $0.outline) }, known: answers.count), fix: fix,
        reproduce: ReproduceCommand.curl(stray.exchange, at: facts.destination, in: context),
        evidence: evidence)
}

/// What to do where none of the paths got an answer, which no rule about paths does; none where one did.
private func silence(_ strays: [ExchangeFacts]) -> String? {
    guard strays.allSatisfy({ $0.response == nil }), let error = strays.first?.error,
        ![.refused, .connect].contains(error.phase)
    else { return nil }
    return Judgement.fixForNoAnswer(error)
}

/// The operations that are lost, though their former versions are known; none where others are lost
/// too.
private func splitRoutes(_ strays: [ExchangeFacts], _ facts: DestinationFacts) -> [String] {
    let known = (facts.exchanges(of: .olderRoutes).value ?? []).filter(\.reachedRoute)
    let split = strays.filter { stray in
        guard let former = stray.route?.former else { return false }
        return known.contains { $0.route?.endpoint.name == former.endpoint.name }
    }
    return split.count == strays.count ? split.compactMap { $0.route?.name } : []
}

/// The known paths that were asked, those of other checks among them.
private func knownRoutes(
    _ facts: DestinationFacts
) -> [(path: String, exchange: ExchangeFacts)]? {
    guard let routes = facts.exchanges(of: .routes).value else { return nil }
    let own = [facts.exchange(of: .version).value, facts.exchange(of: .keyDocument).value]
    return (own.compactMap(\.self) + routes).map { exchange in
        (exchange.route?.name ?? exchange.request.target, exchange)
    }
}

extension DestinationFacts {
    /// Whether the homeserver answered only that it does not know a path that it has to know, or, where it knows
    /// none at all, any path.
    fileprivate func isLost(_ exchange: ExchangeFacts) -> Bool {
        guard let response = exchange.response, response.isUnrecognised, response.status != 405
        else { return false }
        return exchange.route == nil
            || self.exchange(of: .version).value?.response?.isUnrecognised == true
    }
}

/// The paths of each answer: `404, HTML on /a, /b`, and `on every path` where that is all there is.
private func grouped(_ strays: [(path: String, outline: String)], known: Int) -> String {
    var outlines: [String] = []
    for stray in strays where !outlines.contains(stray.outline) { outlines.append(stray.outline) }
    return outlines.map { outline in
        let paths = strays.filter { $0.outline == outline }.map(\.path)
        let places = paths.count == known ? "every path" : paths.joined(separator: ", ")
        return "\(outline) on \(places)"
    }.joined(separator: "; ")
}

private func fixForStrays(
    _ strays: [String], of known: [String], _ response: HTTPResponse?, _ facts: DestinationFacts
) -> String {
    let isKey = { (path: String) in path.hasPrefix("/_matrix/key/") }
    let isPush = { (path: String) in path.hasPrefix("PUT ") }
    let frontEnd = facts.frontEnd(before: response)
    if let response, let fix = fixForCause(of: response, facts) {
        // Some front ends answer 503 for a path that no rule names, too.
        guard response.status == 503, strays.count < known.count else { return fix }
        return "\(fix); or no rule names \(strays[0]): " + Remedy.routePath.fix(for: frontEnd)
    }
    if let response, let fix = facts.fixForUnknownPath(before: response),
        strays.count == known.count
    {
        return fix
    }
    if strays.allSatisfy(isKey), !strays.contains(RouteProbe.keyDocument.path) {
        return
            "route all of /_matrix/key/ to the homeserver, as \(RouteProbe.keyDocument.path) is: "
            + Remedy.routePath.fix(for: frontEnd)
    }
    if strays.allSatisfy(isKey), strays.count < known.count {
        return "route /_matrix/key/ to the homeserver, as /_matrix/federation/ is: "
            + Remedy.routePath.fix(for: frontEnd)
    }
    if strays.allSatisfy(isPush), strays.count < known.count {
        return "let PUT through to the homeserver as GET is, with its Authorization header and its "
            + "body, and have the workers that take joins and invites know v2 too: "
            + Remedy.routePath.fix(for: frontEnd)
    }
    if strays.count < known.count, strays.contains(where: { !isKey($0) }) {
        return "route all of /_matrix/ to the homeserver: " + Remedy.routePath.fix(for: frontEnd)
    }
    guard let response else { return Remedy.startHomeserver.fix(for: frontEnd) }
    return fixForAnswer(response, facts, path: strays.first ?? "/_matrix/")
}

/// An unknown path is refused as the specification says.
func judgeUnknownPath(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let exchange = facts.exchange(of: .unknownPath).value else {
        return .skip("not asked for")
    }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let response: HTTPResponse
    switch exchange.outcome {
    case .failure(let error): return .noAnswer(error, command: command)
    case .success(let answer): response = answer
    }
    let expected = "404, M_UNRECOGNIZED"
    if let crash = Judgement.crash(exchange, expected: expected, command: command) { return crash }
    switch HTTPAnswer(response) {
    case .homeserver(let code) where response.status == 404 && code == "M_UNRECOGNIZED":
        return .pass(
            "404 M_UNRECOGNIZED", evidence: exchange.evidence, reproduce: command,
            milliseconds: exchange.milliseconds)
    case .homeserver(let code):
        let got = "\(response.status), \(code ?? "no errcode")"
        return .warn(
            "the homeserver answers \(got) to a path that it cannot know", expected: expected,
            got: got, fix: Remedy.tellAuthors.fix(for: nil), reproduce: command,
            evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    case .other(let outline):
        return .fail(
            "an unknown path does not reach the homeserver: \(outline)", expected: expected,
            got: outline, fix: fixForAnswer(response, facts, path: exchange.request.target),
            reproduce: command, evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
}

/// What needs a signature is refused without one.
func judgeRefusals(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let routes = facts.exchanges(of: .routes).value else { return .skip("not asked for") }
    var refused: [String] = []
    var strange: (ExchangeFacts, String)?
    for exchange in routes {
        guard let route = exchange.route, route.isSigned, let response = exchange.response,
            case .homeserver(let code) = HTTPAnswer(response)
        else { continue }
        let got = "\(response.status), \(code ?? "no errcode")"
        switch response.status {
        case 401, 403:
            refused.append("\(route.name): \(got)")
        case 200..<300:
            return .fail(
                "\(route.name) is answered without a signature", expected: "401 or 403",
                got: got,
                fix: "let no one but signed requests of servers reach it; tell the authors of the "
                    + "homeserver, or mend what adds a signature on the way",
                reproduce: ReproduceCommand.curl(
                    exchange, at: facts.destination, in: context),
                evidence: exchange.evidence)
        case 400..<500 where code != "M_UNRECOGNIZED" && response.status != 429:
            strange = strange ?? (exchange, "\(route.name): \(got)")
        default:
            break
        }
    }
    if let (exchange, got) = strange {
        return .warn(
            "refused without a signature, but not as a missing signature", expected: "401 or 403",
            got: got, fix: Remedy.tellAuthors.fix(for: nil),
            reproduce: ReproduceCommand.curl(exchange, at: facts.destination, in: context),
            evidence: [Evidence("refused", .list(refused))])
    }
    guard !refused.isEmpty else {
        return .skip("no path that needs a signature reaches the homeserver")
    }
    return .pass(
        "\(refused.count) \(refused.count == 1 ? "path" : "paths") refused without a signature",
        evidence: [Evidence("refused", .list(refused))])
}
