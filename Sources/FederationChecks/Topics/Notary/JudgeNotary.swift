import FederationCore
import Findings
import MatrixJSON
import SigningKeys

extension Judgement {
    /// What `SigningKeys` found, as a judgement.
    init(_ finding: Finding) {
        self.init(
            verdict: finding.verdict, summary: finding.summary, expected: finding.expected,
            got: finding.got, fix: finding.fix, reproduce: finding.reproduce,
            evidence: finding.evidence)
    }
}

/// What the homeserver's answers about itself came to, by the row called `id`.
func judgeRole(_ id: CheckID, _ context: CheckContext) -> Judgement {
    guard let role = context.about.notaryRole.value else {
        return .skip(context.about.notaryRole.reason ?? "not asked for")
    }
    guard let finding = role.view.finding(id) else { return .skip("not judged") }
    if finding.verdict == .fail, let reason = role.passingReason(context) { return .skip(reason) }
    var judgement = Judgement(finding)
    // The row speaks to whoever chooses a notary, and this is read by the owner of one.
    if judgement.fix != nil, id != "notary.methods" { judgement.fix = role.fix(id, context) }
    // The name of the notary is that of the report.
    let prefix = "\(role.view.notary): "
    if judgement.summary.hasPrefix(prefix) {
        judgement.summary = String(judgement.summary.dropFirst(prefix.count))
    }
    judgement.evidence.append(Evidence("asked_at", .text(role.destination.description)))
    return judgement
}

extension NotaryRole {
    /// Why a refusal says nothing about the notary: too many requests, or a front end that fails now and then.
    fileprivate func passingReason(_ context: CheckContext) -> String? {
        let statuses = view.answers.compactMap { answer -> Int? in
            if case .refused(let error) = answer.outcome { error.status } else { nil }
        }
        if statuses.contains(429) { return "answered with 429: too many requests" }
        let isShaky = context.destinations.contains { !$0.shaky.isEmpty }
        guard isShaky, statuses.contains(where: { [502, 503, 504].contains($0) }) else {
            return nil
        }
        return "the front end fails now and then: see answer.stable"
    }
}

/// A question without `server_keys` is refused.
func judgeMalformedQuestion(_ context: CheckContext) -> Judgement {
    guard let exchange = context.about.notaryRole.value?.malformed else {
        return .skip(context.about.notaryRole.reason ?? "the homeserver is no notary")
    }
    let expected = "400, M_BAD_JSON"
    let command = curl(exchange, context)
    guard let response = exchange.response else {
        return .warn(
            "no answer to a question without server_keys", expected: expected, got: "no answer",
            fix: Remedy.tellAuthors.general, reproduce: command)
    }
    let code = response.jsonObject?["errcode"]?.string?.bounded
    if exchange.mayPass {
        return .skip("answered with \(response.outline), which tells nothing of the homeserver")
    }
    if response.status >= 500 {
        return .fail(
            "a question without server_keys is answered with \(response.outline)",
            expected: expected, got: response.outline, fix: Remedy.tellAuthors.general,
            reproduce: command, evidence: exchange.evidence)
    }
    guard (400..<500).contains(response.status) else {
        return .warn(
            "a question without server_keys is answered with \(response.outline), not refused",
            expected: expected, got: response.outline, fix: Remedy.tellAuthors.general,
            reproduce: command, evidence: exchange.evidence)
    }
    return .pass("\(response.status) \(code ?? "without errcode")", evidence: exchange.evidence)
}

private func curl(_ exchange: ExchangeFacts, _ context: CheckContext) -> String? {
    guard let destination = context.about.notaryRole.value?.destination else { return nil }
    return ReproduceCommand.curl(exchange, at: destination, in: context)
}

/// Why the homeserver was not asked for the keys of others.
private func reasonWithoutProbe(_ context: CheckContext) -> String {
    guard let role = context.about.notaryRole.value else {
        return context.about.notaryRole.reason ?? WholeFacts.notAsked
    }
    return role.malformed == nil
        ? "the homeserver is no notary" : "only --notary-probe makes the homeserver go out"
}

/// A server that is not there is left out of the answer.
func judgeAbsentServer(_ context: CheckContext) -> Judgement {
    guard let absent = context.about.notaryRole.value?.absent else {
        return .skip(reasonWithoutProbe(context))
    }
    let expected = "200, {\"server_keys\":[]}"
    let asked = [
        ("GET for a server that is not there", absent.get),
        ("POST for a server that is not there", absent.post),
        ("POST for no server", absent.empty),
    ]
    for (question, exchange) in asked {
        guard let response = exchange.response else {
            return .fail(
                "\(question): no answer", expected: expected, got: "no answer",
                fix: "see the log of the homeserver: peers ask it for servers that are gone, and "
                    + "wait as long as it does", reproduce: curl(exchange, context))
        }
        guard response.status == 200, let list = response.jsonObject?["server_keys"],
            list.kind == .array
        else {
            return .fail(
                "\(question): \(response.outline)", expected: expected, got: response.outline,
                fix: Remedy.tellAuthors.general, reproduce: curl(exchange, context),
                evidence: exchange.evidence)
        }
        guard list.elements.isEmpty else {
            return .fail(
                "\(question): \(list.elements.count) documents", expected: expected,
                got: "\(list.elements.count) documents", fix: Remedy.tellAuthors.general,
                reproduce: curl(exchange, context), evidence: exchange.evidence)
        }
    }
    return .pass("an empty list, by GET and by POST")
}

/// Keys that have to be valid for longer are fetched anew.
func judgeRefresh(_ context: CheckContext) -> Judgement {
    guard let absent = context.about.notaryRole.value?.absent else {
        return .skip(reasonWithoutProbe(context))
    }
    let response = absent.fresh.response
    let answer = response?.jsonObject?["server_keys"]
    let list = answer?.elements ?? []
    if answer?.kind == .array, list.isEmpty {
        // It goes to itself by its own name; whether it gets there is no question.
        return .skip(
            "the homeserver could not fetch its own keys from itself, so none were renewed")
    }
    let ends = list.compactMap { $0["valid_until_ts"]?.integer }
    let wanted = UTCTime(milliseconds: absent.minimum).secondText
    guard let end = ends.max() else {
        return .warn(
            "no key document: \(response?.outline ?? "no answer")", expected: wanted,
            got: response?.outline ?? "no answer", fix: Remedy.tellAuthors.general,
            reproduce: curl(absent.fresh, context))
    }
    guard end >= absent.minimum else {
        return .warn(
            "minimum_valid_until_ts is passed over: the keys are valid until "
                + UTCTime(milliseconds: end).secondText,
            expected: wanted, got: UTCTime(milliseconds: end).secondText,
            fix: Remedy.tellAuthors.general, reproduce: curl(absent.fresh, context))
    }
    return .pass("valid until \(UTCTime(milliseconds: end).secondText)")
}

/// Other notaries can get the keys from the server.
func judgeOutsideView(_ context: CheckContext) -> Judgement {
    judgeOutside(["notary.answer", "notary.signature", "notary.origin", "notary.view"], context)
}

/// Other notaries have the keys that the server publishes.
func judgeOutsideKeys(_ context: CheckContext) -> Judgement {
    judgeOutside(["notary.keys"], context)
}

/// The findings of all notaries by those rows: the worst first, the others beside it.
private func judgeOutside(_ ids: [CheckID], _ context: CheckContext) -> Judgement {
    guard let report = context.about.outsideView.value else {
        return .skip(context.about.outsideView.reason ?? "not asked for")
    }
    let findings = report.findings.filter { ids.contains($0.check) }.map(\.asOfNotary)
    let verdict = Verdict.worst(of: findings.lazy.map(\.verdict))
    guard let main = findings.first(where: { $0.verdict == verdict }) else {
        return .skip("not judged")
    }
    var judgement = Judgement(main)
    if verdict == .fail || verdict == .warn {
        let summaries = findings.filter { $0.verdict == verdict }.map(\.summary)
        judgement.summary = summaries.joined(separator: "; ")
    } else {
        // The last row says most: how long the keys are good there, or how many agree.
        let last = report.views.compactMap { view in ids.last.flatMap { view.finding($0)?.summary }
        }
        judgement.summary = last.joined(separator: "; ")
    }
    judgement.evidence = [
        Evidence("findings", .list(findings.map { "\($0.check): \($0.summary)" }))
    ]
    return judgement
}

/// What is the fault of the notary, and says nothing against the server.
private let notaryFaults: Set<CheckID> = ["notary.answer", "notary.signature", "notary.origin"]

extension Finding {
    /// The finding of a notary as one about the server: what the notary does wrong is no failure of it.
    fileprivate var asOfNotary: Finding {
        guard verdict == .fail, notaryFaults.contains(check) else { return self }
        var softened = self
        softened.verdict = .warn
        return softened
    }
}
