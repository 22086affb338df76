import FederationCore
import Findings
import FoundationEssentials
import SigningKeys

extension DestinationFacts {
    /// Judges the key document as it came, once for all checks that read the result.
    func readingKeyDocument(_ context: CheckContext) -> DestinationFacts {
        guard let exchange = exchange(of: .keyDocument).value, let response = exchange.response,
            response.status == 200, response.isMeantAsJSON
        else { return self }
        var read = self
        read.keyReport = KeyDocumentReport(
            judging: response.body, of: context.serverName, now: context.now,
            obtainedBy: ReproduceCommand.curl(
                exchange, at: destination, in: context, showsHead: false),
            ownKeys: context.ownKeys)
        return read
    }
}

/// The answer brings a key document, and it has what it needs.
func judgeKeyAnswer(
    _ id: CheckID, _ facts: DestinationFacts, _ context: CheckContext
) -> Judgement {
    guard let exchange = facts.exchange(of: .keyDocument).value else {
        return .skip("not asked for")
    }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let response: HTTPResponse
    switch exchange.outcome {
    case .failure(let error): return .noAnswer(error, command: command)
    case .success(let answer): response = answer
    }
    guard response.status == 200, response.isMeantAsJSON else {
        return .fail(
            "the answer is \(response.outline)", expected: "200, a signed JSON object",
            got: response.outline,
            fix: fixForAnswer(response, facts, path: exchange.request.target),
            reproduce: command, evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
    guard response.isJSONType else {
        let type = response.contentTypeWords
        return .fail(
            "the document is sent \(response.manner), which some peers refuse",
            expected: "Content-Type: application/json", got: type,
            fix: "send Content-Type: application/json", reproduce: command,
            evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
    var judgement = judgeKeys(id, facts, context)
    judgement.evidence += exchange.evidence + (facts.keyReport?.evidence ?? [])
    judgement.durationMilliseconds = exchange.milliseconds.map { Int($0.rounded()) }
    if judgement.verdict == .pass { judgement.summary += exchange.distrustRemark(context) }
    return judgement
}

extension KeyDocumentReport {
    /// The keys with their values: the present ones, and the former ones where there are any.
    fileprivate var evidence: [Evidence] {
        var evidence = [Evidence("keys", .list(values(isCurrent: true)))]
        let former = values(isCurrent: false)
        if !former.isEmpty { evidence.append(Evidence("old_keys", .list(former))) }
        return evidence
    }

    private func values(isCurrent: Bool) -> [String] {
        rows.filter { ($0.state == .current) == isCurrent }.compactMap { row in
            row.publicKey.map { "\(row.keyID) \($0)".bounded }
        }.sorted()
    }
}

/// What `SigningKeys` found by the check called `id`: several findings become one, the worst first.
func judgeKeys(
    _ id: CheckID, _ facts: DestinationFacts, _ context: CheckContext
) -> Judgement {
    guard let report = facts.keyReport else { return .skip("no key document") }
    let findings = report.findings.filter { $0.check == id }
    let verdict = Verdict.worst(of: findings.lazy.map(\.verdict))
    guard let main = findings.first(where: { $0.verdict == verdict }) else {
        return .skip("not judged")
    }
    let command = facts.exchange(of: .keyDocument).value.map {
        ReproduceCommand.curl($0, at: facts.destination, in: context)
    }
    let summaries = findings.filter { $0.verdict == verdict }.map(\.summary)
    return Judgement(
        verdict: verdict, summary: summaries.joined(separator: "; "), expected: main.expected,
        got: main.got, fix: main.fix, reproduce: main.reproduce ?? command, evidence: main.evidence)
}

/// The path of former versions is gone, or gives the same document.
func judgeOldKeyPath(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let exchange = facts.exchange(of: .oldKeyPath).value else {
        return .skip("not asked for")
    }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let expected = "404, or the document of /_matrix/key/v2/server"
    let response: HTTPResponse
    switch exchange.outcome {
    case .failure(let error) where error.phase == .cancelled:
        return .skip(FactGatherer.deadline)
    case .failure(let error):
        return .warn(
            "no answer under the path of former versions: \(error.reason)", expected: expected,
            got: error.reason, fix: "answer 404 at once: old implementations still ask there",
            reproduce: command)
    case .success(let answer): response = answer
    }
    guard response.status == 200 else {
        if response.status < 500 { return .pass("\(response.status)", evidence: exchange.evidence) }
        return .warn(
            "the path of former versions is answered with \(response.outline)",
            expected: expected, got: response.outline,
            fix: fixForAnswer(response, facts, path: exchange.request.target), reproduce: command,
            evidence: exchange.evidence)
    }
    let report = KeyDocumentReport(
        judging: response.body, of: context.serverName, now: context.now)
    let keys = { (report: KeyDocumentReport?) in
        (report?.rows ?? []).filter { $0.state == .current }.map {
            [$0.keyID, $0.publicKey ?? ""]
        }
    }
    guard keys(report) == keys(facts.keyReport) else {
        return .warn(
            "the path of former versions gives other keys than the present one",
            expected: expected, got: report.rows.map(\.keyID).joined(separator: ", ").bounded,
            fix: "answer /_matrix/key/v2/server/{keyId} with 404, or with all keys: it never asked "
                + "for one key alone",
            reproduce: command, evidence: exchange.evidence)
    }
    return .pass("the same keys", evidence: exchange.evidence)
}
