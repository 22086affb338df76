import FederationCore
import Findings
import MatrixJSON

/// Encoded characters in a path arrive as they were sent.
func judgeCharacters(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let together = facts.exchange(of: .characters).value else {
        return .skip("not asked for")
    }
    let all = EncodedCharacter.allCases.map(\.rawValue)
    let command = ReproduceCommand.curl(together, at: facts.destination, in: context)
    if together.arrived {
        return .pass(
            "\(all.dropLast().joined(separator: ", ")) and \(all.last ?? "") arrive",
            reproduce: command, milliseconds: together.milliseconds)
    }
    guard case .success = together.outcome else { return .skip("no HTTP answer") }
    let apart = facts.exchanges(of: .charactersApart).value ?? []
    guard let plain = apart.first, plain.arrived else {
        return .skip("the path does not reach the homeserver without them either")
    }
    let lost = zip(all, apart.dropFirst()).filter { !$1.arrived }
    let first = lost.first?.1 ?? together
    let characters = lost.isEmpty ? "all of them together" : lost.map(\.0).joined(separator: ", ")
    let verb: String
    switch first.response {
    case let response? where (300..<400).contains(response.status): verb = "redirected"
    case let response? where response.isUnrecognised: verb = "decoded"
    default: verb = "refused"
    }
    let evidence = zip(["none"] + all, apart).map { "\($0): \($1.outline)" }
    return .warn(
        "\(characters) in a path \(lost.count == 1 ? "is" : "are") \(verb) before the homeserver",
        expected: "the answer of the homeserver, as without them", got: first.outline,
        fix: Remedy.keepCharacters.fix(for: frontEndOfCharacters(first, facts)),
        reproduce: ReproduceCommand.curl(first, at: facts.destination, in: context),
        evidence: [Evidence("answers", .list(evidence))])
}

/// Who refused: Traefik leaves no mark but an answer without a body.
private func frontEndOfCharacters(_ exchange: ExchangeFacts, _ facts: DestinationFacts) -> FrontEnd?
{
    let own = facts.frontEnd(before: exchange.response)
    guard own == nil || own == .synapse, let response = exchange.response else { return own }
    return response.status == 400 && response.body.isEmpty ? .traefik : own
}

extension HTTPResponse {
    /// Whether the homeserver says that it does not know the path.
    var isUnrecognised: Bool { jsonObject?["errcode"]?.string == "M_UNRECOGNIZED" }
}
