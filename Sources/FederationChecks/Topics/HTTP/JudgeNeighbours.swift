import FederationCore
import Findings
import MatrixJSON

/// Peers can fetch media.
func judgeMedia(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    let asked = facts.exchanges(of: .routes).value?
        .first { $0.route?.endpoint.name == RouteProbe.media.endpoint.name }
    guard let exchange = asked else { return .skip("not asked for") }
    guard let response = exchange.response else { return .skip("no HTTP answer") }
    if let reason = facts.reasonOfUnknownPaths { return .skip(reason) }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let path = exchange.route?.path ?? exchange.request.target
    guard case .homeserver(let code) = HTTPAnswer(response), response.status < 500 else {
        return .fail(
            "peers cannot fetch media: \(path) does not reach the homeserver",
            expected: "401, JSON", got: response.outline,
            fix: fixForCause(of: response, facts)
                ?? "route media as the rest of /_matrix/ (to the media repository, where that is a "
                + "program of its own): "
                + Remedy.routePath.fix(for: facts.frontEnd(before: response)),
            reproduce: command, evidence: exchange.evidence)
    }
    let got = "\(response.status), \(code ?? "no errcode")"
    guard code != "M_UNRECOGNIZED" else {
        return .warn(
            "no media for signed requests: peers that no longer ask without a signature load none",
            expected: "401, JSON", got: got,
            fix: "update the homeserver, or let the media repository answer \(path)",
            reproduce: command, evidence: exchange.evidence)
    }
    return .pass("media asks for a signature: \(got)", reproduce: command)
}

/// Services of other servers can ask who a user is.
func judgeOpenID(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let asked = facts.exchanges(of: .openID).value, let bogus = asked.first else {
        return .skip("not asked for")
    }
    guard let response = bogus.response else { return .skip("no HTTP answer") }
    if let reason = facts.reasonOfUnknownPaths ?? facts.reasonOfPassing(bogus) {
        return .skip(reason)
    }
    let command = ReproduceCommand.curl(bogus, at: facts.destination, in: context)
    guard case .homeserver(let code) = HTTPAnswer(response), response.status < 500,
        code != "M_UNRECOGNIZED"
    else {
        return .fail(
            "services of other servers, such as those for calls, cannot ask who a user is",
            expected: "401, M_UNKNOWN_TOKEN", got: response.outline,
            fix: fixForCause(of: response, facts)
                ?? "the homeserver must answer /_matrix/federation/v1/openid/userinfo "
                + "(Synapse: \"openid\" or \"federation\" among the listener's resources): "
                + Remedy.routePath.fix(for: facts.frontEnd(before: response)),
            reproduce: command, evidence: bogus.evidence)
    }
    if facts.losesQuery { return .skip("the query is lost on the way: see proxy.query") }
    let got = "\(response.status), \(code ?? "no errcode")"
    guard got == "401, M_UNKNOWN_TOKEN" else {
        return (200..<300).contains(response.status)
            ? .fail(
                "a token that nobody gave out is taken", expected: "401, M_UNKNOWN_TOKEN", got: got,
                fix: Remedy.tellAuthors.fix(for: nil), reproduce: command,
                evidence: bogus.evidence)
            : .warn(
                "a token that nobody gave out is refused otherwise than the specification says",
                expected: "401, M_UNKNOWN_TOKEN", got: got, fix: Remedy.tellAuthors.fix(for: nil),
                reproduce: command, evidence: bogus.evidence)
    }
    return judgeMissingToken(asked.dropFirst().first, facts, context)
        ?? .pass("a wrong token is refused: \(got)", reproduce: command)
}

/// A question without a token; none where it is refused as it has to be.
private func judgeMissingToken(
    _ exchange: ExchangeFacts?, _ facts: DestinationFacts, _ context: CheckContext
) -> Judgement? {
    guard let exchange else { return nil }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let words = "a question without a token"
    switch exchange.outcome {
    case .failure(let error):
        return .fail(
            "\(words) gets no answer: \(error.reason)", expected: "a JSON error",
            got: error.reason.bounded, fix: "see the log of the homeserver for openid/userinfo",
            reproduce: command)
    case .success(let response):
        if case .homeserver = HTTPAnswer(response), (400..<500).contains(response.status) {
            return nil
        }
        if let reason = facts.reasonOfPassing(exchange) { return .skip(reason) }
        let summary = "\(words) is answered with \(response.outline)"
        return response.status >= 500
            ? .fail(
                summary, expected: "a JSON error", got: response.outline,
                fix: fixForCause(of: response, facts)
                    ?? "see the log of the homeserver for openid/userinfo", reproduce: command,
                evidence: exchange.evidence)
            : .warn(
                summary, expected: "a JSON error", got: response.outline,
                fix: Remedy.tellAuthors.fix(for: nil), reproduce: command,
                evidence: exchange.evidence)
    }
}

extension DestinationFacts {
    /// Why a failure of the front end tells nothing of what was asked, where others fail now and then too.
    fileprivate func reasonOfPassing(_ exchange: ExchangeFacts) -> String? {
        exchange.mayPass && !exchange.isLimited && !shaky.isEmpty
            ? "the front end fails now and then: see answer.stable" : nil
    }
}
