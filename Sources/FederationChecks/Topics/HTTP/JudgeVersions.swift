import FederationCore
import Findings

/// HTTP/2 and HTTP/1.1 get the same answer.
func judgeHTTPVersions(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let first = facts.exchange(of: .version).value, let old = first.response else {
        return .skip("no HTTP answer")
    }
    guard let second = facts.exchanges(of: .secondHTTP).value?.first else {
        return .skip("the server offers no HTTP/2")
    }
    let command = ReproduceCommand.curl(
        second, at: facts.destination, in: context, flags: ["--http2"])
    let evidence = [
        Evidence("http_1_1", .text(first.outline)), Evidence("http_2", .text(second.outline)),
    ]
    let frontEnd = facts.frontEnd(before: second.response ?? old)
    guard let new = second.response, first.reachedHomeserver == second.reachedHomeserver else {
        let working = second.reachedHomeserver ? "HTTP/2" : "HTTP/1.1"
        let words = second.reachedHomeserver ? first.outline : second.outline
        return .fail(
            "only \(working) reaches the homeserver: \(words)",
            expected: "the same answer to both versions of HTTP", got: words,
            fix: Remedy.alignVersions.fix(for: frontEnd), reproduce: command, evidence: evidence)
    }
    guard new.version == "HTTP/2" else {
        return .warn(
            "the handshake agrees on HTTP/2, and the answer is \(new.version.bounded)",
            expected: "HTTP/2", got: new.version.bounded,
            fix: Remedy.alignVersions.fix(for: frontEnd), reproduce: command, evidence: evidence)
    }
    guard old.status == new.status, old.mediaType == new.mediaType, old.body == new.body else {
        return .warn(
            "HTTP/2 gets another answer than HTTP/1.1: \(second.outline), not \(first.outline)",
            expected: first.outline, got: second.outline,
            fix: Remedy.alignVersions.fix(for: frontEnd), reproduce: command, evidence: evidence)
    }
    return .pass(
        "the same answer over HTTP/2", evidence: evidence, reproduce: command,
        milliseconds: second.milliseconds)
}
