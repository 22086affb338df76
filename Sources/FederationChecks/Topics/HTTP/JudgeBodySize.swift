import FederationCore
import Findings

/// The front end takes transactions of full size.
func judgeBodySize(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let huge = facts.exchange(of: .hugeBody).value else { return .skip("not asked for") }
    let noAnswer = "no answer to the announcement of a body, so that nothing can be told"
    guard let hugeResponse = huge.response else { return .skip(noAnswer) }
    let flags = ["--max-time", "5"]
    guard hugeResponse.status == 413 else {
        let command = ReproduceCommand.curl(
            huge, at: facts.destination, in: context, flags: flags)
        return judgeAcceptance(
            of: hugeResponse, size: BodySize.words(BodySize.huge), command, facts)
    }
    guard let largest = facts.exchange(of: .bodySize).value, let response = largest.response else {
        return .skip(noAnswer)
    }
    let size = BodySize.words(BodySize.largest)
    let command = ReproduceCommand.curl(largest, at: facts.destination, in: context, flags: flags)
    guard response.status == 413 else {
        guard response.status == 100 || largest.reachedHomeserver else {
            return judgeAcceptance(of: response, size: size, command, facts)
        }
        // Who refused more looks at the size before it says to go on.
        return .pass(
            "a body of \(size) is taken, and one of \(BodySize.words(BodySize.huge)) refused with 413",
            evidence: [Evidence("refused_bytes", .integer(BodySize.huge))], reproduce: command)
    }
    let smaller = facts.exchanges(of: .smallerBodies).value ?? []
    let refused = zip([BodySize.events, BodySize.smallest], smaller)
        .filter { $1.response?.status == 413 }.map(\.0)
    let least = refused.last ?? BodySize.largest
    let evidence = [
        Evidence("refused_bytes", .integer(least)), Evidence("status", .integer(413)),
    ]
    let fix = Remedy.raiseBodyLimit.fix(
        for: facts.frontEnd(before: response))
    let summary = "a body of \(BodySize.words(least)) is refused with 413"
    guard refused.contains(BodySize.events) else {
        return .warn(
            summary, expected: "\(size)", got: "413", fix: fix, reproduce: command,
            evidence: evidence)
    }
    return .fail(
        summary + "; peers send the same transaction again and again",
        expected: "at least \(BodySize.words(BodySize.events)), what 50 events come to",
        got: "413", fix: fix, reproduce: command, evidence: evidence)
}

private func judgeAcceptance(
    of response: HTTPResponse, size: String, _ command: String, _ facts: DestinationFacts
) -> Judgement {
    let evidence = [Evidence("status", .integer(response.status))]
    guard response.status == 100 else {
        guard case .homeserver = HTTPAnswer(response), response.status < 500 else {
            return .skip(
                "the announcement of a body is answered with \(response.outline), which tells "
                    + "nothing of a limit")
        }
        return .pass(
            "a body of \(size) is let through to the homeserver", evidence: evidence,
            reproduce: command)
    }
    switch facts.frontEnd {
    case .nginx?, .haproxy?, .lighttpd?:
        return .pass(
            "\(facts.frontEnd?.title ?? "") takes a body of \(size)", evidence: evidence,
            reproduce: command)
    case .apache?, .caddy?:
        return .skip(
            "cannot tell: \(facts.frontEnd?.title ?? "") answers 100 Continue whatever its limit is"
        )
    default:
        return .skip(
            "cannot tell: 100 Continue for \(size), which some front ends and homeservers answer "
                + "whatever their limit is")
    }
}
