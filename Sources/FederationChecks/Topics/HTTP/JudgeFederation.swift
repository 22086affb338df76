import FederationCore
import Findings
import MatrixJSON

/// The homeserver speaks federation here, not only with clients.
func judgeFederation(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let version = facts.exchange(of: .version).value else { return .skip("not asked for") }
    guard let response = version.response else { return .skip("no HTTP answer") }
    let known =
        [version, facts.exchange(of: .keyDocument).value].compactMap(\.self)
        + (facts.exchanges(of: .routes).value ?? [])
    let command = ReproduceCommand.curl(version, at: facts.destination, in: context)
    guard known.allSatisfy({ !$0.reachedHomeserver || $0.response?.isUnrecognised ?? false })
    else {
        return .pass("the homeserver speaks federation", reproduce: command)
    }
    guard let clients = facts.exchange(of: .clientVersions).value,
        let versions = clients.response, versions.status == 200,
        versions.jsonObject?["versions"] != nil
    else { return .skip("clients get no answer here either") }
    return .fail(
        "the homeserver answers clients here, and has no federation",
        expected: "200, JSON, at \(version.request.target)", got: response.outline,
        fix: Remedy.addFederation.fix(for: FrontEnd(recognisedIn: versions) ?? facts.frontEnd),
        reproduce: command,
        evidence: version.evidence + [Evidence("client_versions", .text(versions.outline))])
}

/// An unknown method is refused as the specification says: the worst answer counts.
func judgeWrongMethod(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let exchanges = facts.exchanges(of: .wrongMethod).value else {
        return .skip("not asked for")
    }
    let judgements = exchanges.map { judgeWrongMethod($0, facts, context) }
    let verdict = Verdict.worst(of: judgements.map(\.verdict))
    return judgements.first { $0.verdict == verdict } ?? .skip("not asked for")
}

private func judgeWrongMethod(
    _ exchange: ExchangeFacts, _ facts: DestinationFacts, _ context: CheckContext
) -> Judgement {
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let response: HTTPResponse
    switch exchange.outcome {
    case .failure(let error): return .noAnswer(error, command: command)
    case .success(let answer): response = answer
    }
    let code = response.jsonObject?["errcode"]?.string?.bounded
    let expected = "405, M_UNRECOGNIZED"
    let target = exchange.request.target
    if let crash = Judgement.crash(exchange, expected: expected, command: command) { return crash }
    guard case .homeserver = HTTPAnswer(response) else {
        return .fail(
            "POST \(target) does not reach the homeserver: \(response.outline)",
            expected: expected, got: response.outline,
            fix: fixForAnswer(response, facts, path: target),
            reproduce: command, evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
    if let reason = facts.reasonOfUnknownPaths { return .skip(reason) }
    let got = "\(response.status), \(code ?? "no errcode")"
    guard got == expected else {
        return .warn(
            "the homeserver answers \(got) to POST \(target), a method that it cannot know",
            expected: expected, got: got, fix: Remedy.tellAuthors.fix(for: nil),
            reproduce: command, evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
    return .pass(
        "405 M_UNRECOGNIZED", evidence: exchange.evidence, reproduce: command,
        milliseconds: exchange.milliseconds)
}
