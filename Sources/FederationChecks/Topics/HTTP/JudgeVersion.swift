import FederationCore
import Findings
import MatrixJSON

/// The homeserver says what it is.
func judgeVersion(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let exchange = facts.exchange(of: .version).value else { return .skip("not asked for") }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let response: HTTPResponse
    switch exchange.outcome {
    case .failure(let error):
        return .noAnswer(error, command: command)
    case .success(let answer):
        response = answer
    }
    let evidence = exchange.evidence
    guard response.status == 200 else {
        return .fail(
            "the answer is \(response.outline)", expected: "200, JSON", got: response.outline,
            fix: fixForAnswer(response, facts, path: exchange.request.target),
            reproduce: command, evidence: evidence, milliseconds: exchange.milliseconds)
    }
    guard let object = response.jsonObject else {
        return .fail(
            "the answer is no JSON object", expected: "a JSON object", got: response.outline,
            fix: fixForAnswer(response, facts, path: exchange.request.target),
            reproduce: command, evidence: evidence, milliseconds: exchange.milliseconds)
    }
    let server = object["server"]
    let words = [server?["name"]?.string, server?["version"]?.string].compactMap { $0?.bounded }
    let software = words.isEmpty ? "a homeserver without a name" : words.joined(separator: " ")
    guard response.isJSONType else {
        return .fail(
            "\(software), but the answer is not said to be JSON",
            expected: "Content-Type: application/json",
            got: response.contentTypeWords,
            fix: "send Content-Type: application/json; some peers refuse the answer without it",
            reproduce: command, evidence: evidence, milliseconds: exchange.milliseconds)
    }
    guard words.count == 2 else {
        return .warn(
            "the answer does not say both name and version of the software",
            expected: "server.name and server.version", got: response.bodyText(atMost: 200),
            fix: Remedy.tellAuthors.fix(for: nil) + "; peers do not need it", reproduce: command,
            evidence: evidence, milliseconds: exchange.milliseconds)
    }
    return .pass(
        software + exchange.distrustRemark(context),
        evidence: evidence + [Evidence("software", .text(software))], reproduce: command,
        milliseconds: exchange.milliseconds)
}
