import FederationCore
import Findings
import MatrixJSON

/// Answers come long before peers give up.
func judgeTime(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    let asked = [facts.exchange(of: .version).value, facts.exchange(of: .keyDocument).value]
        .compactMap(\.self)
    let others =
        (facts.exchanges(of: .routes).value ?? []) + (facts.exchanges(of: .otherAgents).value ?? [])
    let all = asked + others
    func judgement(_ exchange: ExchangeFacts, _ words: String, isLost: Bool) -> Judgement {
        let summary = "\(exchange.route?.name ?? exchange.request.target) \(words)"
        let fix =
            "see what the homeserver waits for (its database, its name server, a worker that is "
            + "down), and the time limits of the front end"
        let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
        return isLost
            ? .fail(
                summary
                    + "; peers give up after about 10 s, and then refuse what this server sends",
                expected: "an answer within 2 s", got: words, fix: fix, reproduce: command,
                milliseconds: exchange.milliseconds)
            : .warn(
                summary, expected: "an answer within 2 s", got: words, fix: fix,
                reproduce: command, milliseconds: exchange.milliseconds)
    }
    for exchange in all {
        if case .failure(let error) = exchange.outcome, error.phase == .timeout {
            return judgement(exchange, "is not answered: \(error.reason)", isLost: true)
        }
    }
    guard let slowest = all.max(by: { $0.time < $1.time }), slowest.response != nil else {
        return .skip("no HTTP answer")
    }
    let again = (facts.exchanges(of: .repetitions).value ?? [])
        .filter { $0.request.target == slowest.request.target }.map(\.time)
    let words = "took \(seconds(slowest.time))"
    if slowest.time > AnswerTime.lost {
        return judgement(slowest, words, isLost: true)
    }
    if slowest.time > AnswerTime.late {
        let later = again.max().map { ", and \(seconds($0)) at most when asked again" } ?? ""
        return judgement(slowest, words + later, isLost: false)
    }
    return .pass("\(all.count) answers, the slowest after \(seconds(slowest.time))")
}

/// The same request gets the same answer.
func judgeStability(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard facts.exchanges.contains(where: \.reachedHomeserver) else {
        return .skip("no answer of the homeserver")
    }
    if let judgement = judgeShakiness(facts, context) { return judgement }
    let suspects = facts.exchanges.filter {
        $0.isSuspect && !$0.isLate && $0.versions == .http1
    }
    for first in suspects {
        let answers = [first] + facts.repetitions(of: first)
        let failed = answers.count { !$0.reachedRoute }
        guard failed < answers.count else { continue }
        return .fail(
            "\(failed) of \(answers.count) equal requests failed: \(first.outline)",
            expected: "the same answer every time", got: first.outline,
            fix: first.isUnknownRoute
                ? "have every worker behind the front end know the path, or send it to one that does"
                : "one of several servers behind the front end is dead: "
                    + Remedy.startHomeserver.fix(for: facts.frontEnd(before: first.response)),
            reproduce: ReproduceCommand.loop(first, at: facts.destination, in: context),
            evidence: [Evidence("answers", .list(answers.map(\.outline)))])
    }
    if let dead = suspects.first {
        let agent = dead.agent == facts.exchanges.first?.agent ? "" : " for \(dead.agent)"
        return .skip("\(dead.request.target.bounded) fails every time\(agent): \(dead.outline)")
    }
    let versions =
        (facts.exchange(of: .version).value.map { [$0] } ?? [])
        + (facts.exchanges(of: .otherAgents).value ?? [])
    var software: [String] = []
    for response in versions.compactMap(\.response) where response.status == 200 {
        guard let server = response.jsonObject?["server"] else { continue }
        let words = [server["name"]?.string, server["version"]?.string].compactMap { $0?.bounded }
        let text = words.joined(separator: " ")
        if !software.contains(text) { software.append(text) }
    }
    guard software.count < 2 else {
        return .warn(
            "the same request reaches different homeservers: "
                + software.joined(separator: ", "),
            expected: "one homeserver", got: software.joined(separator: ", "),
            fix: "let the front end forward to one homeserver, or to workers of the same version",
            reproduce: versions.first.map {
                ReproduceCommand.curl($0, at: facts.destination, in: context)
            }, evidence: [Evidence("answers", .list(software))])
    }
    let keys = (facts.exchanges(of: .otherAgents).value ?? []).count {
        $0.request.target == RouteProbe.keyDocument.path
    }
    return .pass(
        "\(facts.exchanges.count) requests, the key document \(keys + 1) times, none of them "
            + "answered now so and now so")
}

/// What failed at first, and was answered when it was asked again: none where nothing was, or where all of it was
/// told to wait.
private func judgeShakiness(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement? {
    let shaky = facts.shaky.filter { $0.earlierTries.contains { !$0.isLimited } }
    guard let first = shaky.first, let failure = first.earlierTries.first(where: { !$0.isLimited })
    else { return nil }
    let failures = shaky.flatMap(\.earlierTries)
    let outlines = failures.map(\.outline)
    let frontEnd = facts.frontEnd(before: failure.response)
    // A limit answers by itself; a front end that finds nobody behind it says 502 or 504 as well.
    let mayBeLimit = failures.allSatisfy { $0.response?.status == 503 }
    return .fail(
        "\(shaky.count) of \(facts.exchanges.count) requests failed, and were answered when asked again: "
            + failure.outline,
        expected: "an answer to each, at once", got: failure.outline,
        fix: (mayBeLimit
            ? "raise the limit of requests for /_matrix/ "
                + "(nginx: limit_req, which refuses with 503 unless limit_req_status says 429), or "
            : "")
            + "mend the one of several servers behind the front end that is dead: "
            + Remedy.startHomeserver.fix(for: frontEnd),
        reproduce: ReproduceCommand.loop(failure, at: facts.destination, in: context),
        evidence: [Evidence("answers", .list(outlines))])
}

private func seconds(_ milliseconds: Double) -> String {
    guard milliseconds < 1e9 else { return "for ever" }
    let tenths = Int((milliseconds / 100).rounded())
    return tenths == 0 ? "\(Int(milliseconds)) ms" : "\(tenths / 10).\(tenths % 10) s"
}

extension ExchangeFacts {
    /// How long the answer took, in milliseconds.
    fileprivate var time: Double { milliseconds ?? 0 }
}
