import FederationCore
import Findings
import MatrixJSON

/// The `Authorization` header reaches the homeserver.
func judgeAuthorization(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let signed = facts.exchange(of: .authorization).value else {
        return .skip("the name leaves no room for a user ID")
    }
    guard let answer = signed.response else { return .skip("no HTTP answer") }
    let unsigned = facts.unsigned(signed)
    guard let unsigned, let without = unsigned.response, unsigned.reachedHomeserver else {
        return .skip("the path does not reach the homeserver without the header either")
    }
    let command = ReproduceCommand.curl(signed, at: facts.destination, in: context)
    let frontEnd = facts.frontEnd(before: answer)
    guard case .homeserver = HTTPAnswer(answer) else {
        return .fail(
            "a request with an Authorization header does not reach the homeserver: "
                + answer.outline,
            expected: "a refusal by the homeserver", got: answer.outline,
            fix: Remedy.keepAuthorization.fix(for: frontEnd), reproduce: command,
            evidence: signed.evidence)
    }
    let crash = Judgement.crash(signed, expected: "401 or 403", command: command)
    if let crash { return crash }
    let (with, before) = (answer.refusalWords, without.refusalWords)
    if (200..<300).contains(answer.status) {
        return .fail(
            "a signature that nobody can verify is taken", expected: "401 or 403",
            got: answer.outline, fix: Remedy.tellAuthors.fix(for: nil), reproduce: command,
            evidence: signed.evidence)
    }
    if with != before {
        return .pass(
            "the homeserver reads it: \(with)", evidence: signed.evidence, reproduce: command,
            milliseconds: signed.milliseconds)
    }
    if facts.isCached, let fresh = facts.exchange(of: .freshAuthorization).value?.response {
        return .fail(
            "a cache answers for the homeserver: a signed request gets what was answered without a signature",
            expected: fresh.refusalWords, got: with,
            fix: Remedy.skipCache.fix(for: frontEnd), reproduce: command,
            evidence: signed.evidence + answer.marksOfCache)
    }
    // "Missing or invalid" is said of both.
    let lower = with.lowercased()
    let isMissing =
        ["missing", " no authorization", " no x-matrix", "without authorization"].contains {
            lower.contains($0)
        } && !lower.contains("invalid")
    guard isMissing || with.contains("M_MISSING_TOKEN") else {
        return .skip("cannot tell: with and without the header the answer is \(with)")
    }
    return .fail(
        "the homeserver never saw the Authorization header: something before it takes it away",
        expected: "another refusal than without the header", got: with,
        fix: Remedy.keepAuthorization.fix(for: frontEnd), reproduce: command,
        evidence: signed.evidence)
}

/// The homeserver takes requests for this name as its own.
func judgeRequestDestination(
    _ facts: DestinationFacts, _ context: CheckContext
) -> Judgement {
    guard let signed = facts.exchange(of: .authorization).value else {
        return .skip("the name leaves no room for a user ID")
    }
    if facts.isCached { return .skip("a cache answers for the homeserver: see auth.header") }
    guard let answer = signed.response, case .homeserver = HTTPAnswer(answer) else {
        return .skip("no answer of the homeserver")
    }
    let command = ReproduceCommand.curl(signed, at: facts.destination, in: context)
    let crash = Judgement.crash(signed, expected: "401 or 403", command: command)
    if let crash { return crash }
    let words = answer.refusalWords
    guard words.lowercased().contains("destination") else {
        return .pass("no objection to the destination \"\(context.serverName)\"")
    }
    let name = facts.exchange(of: .keyDocument).value?.response?.jsonObject?["server_name"]?.string
    let own = name.map { "\"\($0.bounded)\"" } ?? "something else"
    return .fail(
        "peers reach this homeserver as \"\(context.serverName)\", but it calls itself \(own)",
        expected: "a homeserver that is called \(context.serverName)", got: words,
        fix: "remove the delegation of \(context.serverName) to this machine, or keep a homeserver "
            + "of that name behind it",
        reproduce: command,
        evidence: signed.evidence)
}

extension DestinationFacts {
    /// The request of `signed` without its signature.
    func unsigned(_ signed: ExchangeFacts) -> ExchangeFacts? {
        exchanges(of: .routes).value?.first { $0.request.target == signed.request.target }
    }

    /// Whether a signature makes a difference only where the target was not asked before.
    fileprivate var isCached: Bool {
        guard let signed = exchange(of: .authorization).value?.response,
            let fresh = exchange(of: .freshAuthorization).value, fresh.reachedHomeserver
        else { return false }
        return fresh.response?.refusalWords != signed.refusalWords
    }
}

extension HTTPResponse {
    /// What a cache wrote into the answer.
    fileprivate var marksOfCache: [Evidence] {
        ["Age", "X-Cache", "X-Cache-Status", "CF-Cache-Status", "Cache-Status"].compactMap { name in
            headers.firstValue(of: name).map {
                Evidence(
                    name.lowercased().split(separator: "-").joined(separator: "_"),
                    .text($0.bounded))
            }
        }
    }

    /// Status, code and words of a refusal, such as `401 M_UNAUTHORIZED, Missing Authorization`.
    fileprivate var refusalWords: String {
        let object = jsonObject
        let words = [object?["errcode"]?.string, object?["error"]?.string].compactMap {
            $0?.bounded
        }
        return "\(status) " + (words.isEmpty ? "without a code" : words.joined(separator: ", "))
    }
}
