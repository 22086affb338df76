import FederationCore
import Findings
import MatrixJSON

/// The query of a request arrives as it was sent.
func judgeQuery(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let asked = facts.exchanges(of: .openID).value, let exchange = asked.first else {
        return .skip("not asked for")
    }
    guard let response = exchange.response else { return .skip("no HTTP answer") }
    guard exchange.reachedRoute, !response.isUnrecognised else {
        return .skip("openid/userinfo does not reach the homeserver")
    }
    let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
    guard facts.losesQuery else {
        guard let without = asked.dropFirst().first?.response, without.body != response.body else {
            return .skip(
                "cannot tell: with and without ?access_token=… the answer is \(response.outline)")
        }
        return .pass(
            "?access_token=… is read: \(response.outline)", evidence: exchange.evidence,
            reproduce: command, milliseconds: exchange.milliseconds)
    }
    let words = response.jsonObject?["error"]?.string?.bounded
    return .fail(
        "the query is lost before the homeserver: a request with ?access_token=… is answered as one without; "
            + "joins, profiles and state need it, and signatures cover it",
        expected: "401, M_UNKNOWN_TOKEN",
        got: response.outline + (words.map { ", \"\($0)\"" } ?? ""),
        fix: Remedy.keepQuery.fix(for: facts.frontEnd(before: response)), reproduce: command,
        evidence: exchange.evidence, milliseconds: exchange.milliseconds)
}

extension DestinationFacts {
    /// Whether the homeserver misses a token that was sent in the query.
    var losesQuery: Bool {
        guard let asked = exchanges(of: .openID).value, asked.count == 2,
            asked.allSatisfy(\.reachedHomeserver), let response = asked[0].response,
            (400..<500).contains(response.status), response.status == asked[1].response?.status,
            let object = response.jsonObject, let other = asked[1].response?.jsonObject,
            let code = object["errcode"]?.string, code == other["errcode"]?.string
        else { return false }
        if code.hasPrefix("M_MISSING_") { return true }
        guard let words = object["error"]?.string?.lowercased(),
            words == other["error"]?.string?.lowercased(), !words.contains("invalid")
        else { return false }
        return words.contains("missing") || words.contains("required")
    }
}
