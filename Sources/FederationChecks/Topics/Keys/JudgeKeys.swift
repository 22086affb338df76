import FederationCore
import Findings
import FoundationEssentials
import SigningKeys

extension DestinationFacts {
    /// Judges the key document as it came, once for all checks that read the result.
    mutating func readKeyDocument(_ context: CheckContext) {
        guard let exchange = exchange(of: .keyDocument).value, let response = exchange.response,
            response.status == 200, response.jsonObject != nil
        else { return }
        keyReport = KeyDocumentReport(
            judging: response.body, of: context.serverName, now: context.now,
            obtainedBy: ReproduceCommand.curl(exchange, at: destination, in: context))
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
    guard response.status == 200, response.jsonObject != nil else {
        return .fail(
            "the answer is \(response.outline)", expected: "200, a signed JSON object",
            got: response.outline,
            fix: fixForAnswer(response, facts, path: exchange.request.target),
            reproduce: command, evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
    guard response.isJSONType else {
        let type = response.contentTypeWords
        return .fail(
            "the document is sent as \(type), which some peers refuse",
            expected: "Content-Type: application/json", got: type,
            fix: "send Content-Type: application/json", reproduce: command,
            evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
    var judgement = judgeKeys(id, facts, context)
    judgement.evidence += exchange.evidence
    judgement.durationMilliseconds = exchange.milliseconds.map { Int($0.rounded()) }
    if judgement.verdict == .pass { judgement.summary += exchange.distrustRemark(context) }
    return judgement
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
