import FederationCore
import Findings
import MatrixJSON

/// Encoded characters in a path arrive as they were sent.
func judgeCharacters(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let together = facts.exchange(of: .characters).value else {
        return .skip("not asked for")
    }
    let all = EncodedCharacter.allCases.map(\.rawValue)
    if let judgement = judgeSigils(facts, context) ?? judgeLetter(facts, context) {
        return judgement
    }
    let command = ReproduceCommand.curl(together, at: facts.destination, in: context)
    if together.arrived {
        let known = facts.arrivedSigils == nil ? [] : EncodedSigil.allCases.map(\.rawValue)
        let arrived = known + all
        return .pass(
            "\(arrived.dropLast().joined(separator: ", ")) and \(arrived.last ?? "") arrive",
            reproduce: command, milliseconds: together.milliseconds)
    }
    guard case .success = together.outcome else { return .skip("no HTTP answer") }
    let apart = facts.exchanges(of: .charactersApart).value ?? []
    guard let bare = apart.first, let plain = apart.dropFirst().first, bare.arrived else {
        return .skip("the path does not reach the homeserver without them either")
    }
    let evidence = zip(["none", "%24"] + all, apart).map { "\($0): \($1.outline)" }
    guard plain.arrived else {
        return .fail(
            "a path with %24 in it, as every event ID has, does not reach the homeserver: "
                + plain.outline,
            expected: "the answer of the homeserver, as without it", got: plain.outline,
            fix: fixForCharacters(plain, facts),
            reproduce: ReproduceCommand.curl(plain, at: facts.destination, in: context),
            evidence: [Evidence("answers", .list(evidence))])
    }
    let lost = zip(all, apart.dropFirst(2)).filter { !$1.arrived }
    let first = lost.first?.1 ?? together
    let characters = lost.isEmpty ? "all of them together" : lost.map(\.0).joined(separator: ", ")
    let verb: String
    switch first.response {
    case let response? where (300..<400).contains(response.status): verb = "redirected"
    case let response? where response.isUnrecognised: verb = "decoded"
    default: verb = "refused"
    }
    let frontEnd = frontEndOfCharacters(first, facts)
    let isWhole = verb == "decoded" && frontEnd.map(wholeDecoders.contains) == true
    var judgement = Judgement.warn(
        "\(characters) in a path \(lost.count == 1 ? "is" : "are") \(verb) before the homeserver",
        expected: "the answer of the homeserver, as without them", got: first.outline,
        fix: fixForCharacters(first, facts),
        reproduce: ReproduceCommand.curl(first, at: facts.destination, in: context),
        evidence: [Evidence("answers", .list(evidence))])
    if isWhole, let frontEnd, facts.arrivedSigils == nil {
        judgement.verdict = .fail
        judgement.summary +=
            ", and \(frontEnd.title) decodes all others with it: " + brokenSignatures
    }
    return judgement
}

/// What to do about a character that does not arrive: a 403 is a rule, and no change of the path.
private func fixForCharacters(_ exchange: ExchangeFacts, _ facts: DestinationFacts) -> String {
    if let response = exchange.response, response.status == 403,
        let fix = fixForCause(of: response, facts)
    {
        return fix
    }
    return Remedy.keepCharacters.fix(for: frontEndOfCharacters(exchange, facts))
}

/// The front ends that decode a path as a whole, or not at all.
private let wholeDecoders: Set<FrontEnd> = [.nginx, .apache]

private let brokenSignatures =
    "signatures cover the path as it was sent, so signed requests about users, rooms and events get 401"

/// The characters that every ID has, where the homeserver says which path arrived; none where they arrive,
/// or it does not say.
private func judgeSigils(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement? {
    guard let exchange = facts.exchange(of: .sigils).value, let arrived = facts.arrivedSigils,
        arrived != exchange.request.target
    else { return nil }
    let lost = EncodedSigil.allCases.map(\.rawValue).filter { !arrived.contains($0) }
    let all = EncodedSigil.allCases.map(\.rawValue)
    let characters = lost.isEmpty ? all : lost
    return .fail(
        "\(characters.joined(separator: ", ")) in a path \(characters.count == 1 ? "is" : "are") "
            + "rewritten before the homeserver: " + brokenSignatures,
        expected: exchange.request.target, got: arrived.bounded,
        fix: Remedy.keepCharacters.fix(for: facts.frontEnd(before: exchange.response)),
        reproduce: ReproduceCommand.curl(exchange, at: facts.destination, in: context),
        evidence: [Evidence("arrived", .text(arrived.bounded))])
}

/// An encoded letter that arrived decoded: Apache decodes a path as a whole, or not at all.
private func judgeLetter(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement? {
    guard facts.decodesLetters, let exchange = facts.exchange(of: .encodedLetter).value else {
        return nil
    }
    return .fail(
        "the path is decoded before the homeserver, %21, %24, %40 and %3A with it: "
            + brokenSignatures,
        expected: "404, M_UNRECOGNIZED to \(exchange.request.target)",
        got: "the version, as without %6E",
        fix: Remedy.keepCharacters.fix(for: facts.frontEnd(before: exchange.response)),
        reproduce: ReproduceCommand.curl(exchange, at: facts.destination, in: context),
        evidence: exchange.evidence)
}

extension DestinationFacts {
    /// The path of the sigils as it arrived at the homeserver; none where that does not say.
    var arrivedSigils: String? {
        exchange(of: .sigils).value?.response.flatMap(EncodedSigil.arrivedPath)
    }
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
