import FederationCore
import Findings
import MatrixJSON

/// Every answer of the homeserver is a JSON object and says so.
func judgeJSON(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    var judged = 0
    for exchange in facts.exchangesOfPeers {
        guard let response = exchange.response, response.status != 100 else { continue }
        let object = response.jsonObject
        guard object != nil || response.isJSONType, !response.body.isEmpty else { continue }
        judged += 1
        let command = ReproduceCommand.curl(exchange, at: facts.destination, in: context)
        guard object != nil else {
            return .fail(
                "\(exchange.request.target.bounded): \(response.jsonFault)",
                expected: "a JSON object in UTF-8", got: response.bodyText(atMost: 60),
                fix: Remedy.tellAuthors.fix(for: nil), reproduce: command,
                evidence: exchange.evidence)
        }
        guard response.isJSONType else {
            return .fail(
                "\(exchange.request.target.bounded): JSON that is sent "
                    + response.manner,
                expected: "Content-Type: application/json", got: response.contentTypeWords,
                fix: "send Content-Type: application/json; some peers refuse the answer without it",
                reproduce: command, evidence: exchange.evidence)
        }
    }
    guard judged > 0 else { return .skip("no answer is JSON") }
    return .pass("\(judged) answers are JSON objects, and say so")
}

/// Every error of the homeserver has a code.
func judgeErrors(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    var codes = 0
    var wordless: ExchangeFacts?
    for exchange in facts.exchangesOfPeers {
        guard let response = exchange.response, response.status >= 400,
            let object = response.jsonObject
        else { continue }
        guard object["errcode"]?.string != nil else {
            return .fail(
                "\(exchange.request.target.bounded): \(response.status) without an errcode",
                expected: "{\"errcode\": \"M_…\", \"error\": \"…\"}",
                got: response.bodyText(atMost: 200),
                fix: fixForCause(of: response, facts) ?? Remedy.tellAuthors.fix(for: nil),
                reproduce: ReproduceCommand.curl(exchange, at: facts.destination, in: context),
                evidence: exchange.evidence)
        }
        codes += 1
        if object["error"]?.string == nil { wordless = wordless ?? exchange }
    }
    guard codes > 0 else { return .skip("no error came from the homeserver") }
    guard let wordless else { return .pass("\(codes) errors have errcode and error") }
    return .warn(
        "\(wordless.request.target.bounded): an error without words",
        expected: "a text in \"error\"", got: wordless.response?.bodyText(atMost: 200),
        fix: Remedy.tellAuthors.fix(for: nil),
        reproduce: ReproduceCommand.curl(wordless, at: facts.destination, in: context),
        evidence: wordless.evidence)
}

/// Who asks too much is told how long to wait.
func judgeRateLimit(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    var limited = 0
    for exchange in facts.exchangesOfPeers {
        guard let response = exchange.response, response.status == 429 else { continue }
        limited += 1
        let code = response.jsonObject?["errcode"]?.string?.bounded
        let wait = response.headers.firstValue(of: "Retry-After")?.bounded
        guard code == "M_LIMIT_EXCEEDED", wait != nil else {
            let frontEnd = FrontEnd(recognisedIn: response)
            let asked = facts.exchangesOfPeers.count { $0.response != nil }
            let isAll = facts.exchangesOfPeers.allSatisfy { $0.response?.status ?? 429 == 429 }
            return .warn(
                isAll
                    ? "each of \(asked) requests is answered with 429, which does not say what peers need to know"
                    : "a 429 that does not say what peers need to know",
                expected: "429 with M_LIMIT_EXCEEDED and Retry-After",
                got: "\(code ?? response.outline), Retry-After: \(wait ?? "none")",
                fix: code == nil
                    ? "do not limit /_matrix/ in the front end"
                        + (frontEnd.map { " (\($0.title))" } ?? "")
                        + ": peers send in bursts, and the homeserver has limits of its own"
                    : Remedy.tellAuthors.fix(for: nil),
                reproduce: ReproduceCommand.curl(exchange, at: facts.destination, in: context),
                evidence: exchange.evidence)
        }
    }
    guard limited > 0 else { return .skip("no request was answered with 429") }
    return .pass("429 with M_LIMIT_EXCEEDED and Retry-After")
}

extension DestinationFacts {
    /// The exchanges that peers would make: at the right `Host`, below `/_matrix/`.
    fileprivate var exchangesOfPeers: [ExchangeFacts] {
        exchanges.flatMap { $0.earlierTries + [$0] }.filter {
            $0.request.hostHeader == destination.hostHeader
                && $0.request.target.hasPrefix("/_matrix/")
        }
    }
}

extension HTTPResponse {
    /// Why what is said to be JSON is no JSON object.
    fileprivate var jsonFault: String {
        do {
            _ = try JSONDocument(parsing: body, numbers: .preserving)
            return "JSON, but no object"
        } catch {
            return "said to be JSON, but \(error)"
        }
    }
}
