import FederationCore
import Findings
import MatrixJSON

/// Peers can fetch media.
func judgeMedia(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    let asked = facts.exchanges(of: .routes).value?
        .first { $0.route?.endpoint.name == RouteProbe.media.endpoint.name }
    guard let exchange = asked else { return .skip("not asked for") }
    guard let response = exchange.response else { return .skip("no HTTP answer") }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    let path = exchange.route?.path ?? exchange.request.target
    guard case .homeserver(let code) = HTTPAnswer(response), response.status < 500 else {
        return .fail(
            "peers cannot fetch media: \(path) does not reach the homeserver",
            expected: "401, JSON", got: response.outline,
            fix: "route media as the rest of /_matrix/ (to the media repository, where that is a "
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
    let command = ReproduceCommand.curl(bogus, at: facts.destination, in: context)
    guard case .homeserver(let code) = HTTPAnswer(response), response.status < 500,
        code != "M_UNRECOGNIZED"
    else {
        return .fail(
            "services of other servers, such as those for calls, cannot ask who a user is",
            expected: "401, M_UNKNOWN_TOKEN", got: response.outline,
            fix: "the homeserver must answer /_matrix/federation/v1/openid/userinfo "
                + "(Synapse: \"openid\" or \"federation\" among the listener's resources): "
                + Remedy.routePath.fix(for: facts.frontEnd(before: response)),
            reproduce: command, evidence: bogus.evidence)
    }
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
    if asked.count > 1, let missing = asked[1].response {
        guard (400..<500).contains(missing.status), case .homeserver = HTTPAnswer(missing) else {
            return .warn(
                "a question without a token is answered with \(missing.outline)",
                expected: "a JSON error", got: missing.outline,
                fix: Remedy.tellAuthors.fix(for: nil),
                reproduce: ReproduceCommand.curl(asked[1], at: facts.destination, in: context),
                evidence: asked[1].evidence)
        }
    }
    return .pass("a wrong token is refused: \(got)", reproduce: command)
}
