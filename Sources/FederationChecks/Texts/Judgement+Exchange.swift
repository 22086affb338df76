import FederationCore
import Findings
import MatrixJSON

extension Judgement {
    /// What to do about a request that got no answer.
    static func fixForNoAnswer(_ error: HTTPExchangeError) -> String? {
        noAnswer(error, command: "").fix
    }

    /// A request that got no answer.
    static func noAnswer(_ error: HTTPExchangeError, command: String) -> Judgement {
        let evidence = [Evidence("error", .text(error.reason))]
        switch error.phase {
        case .cancelled:
            return .skip(FactGatherer.deadline)
        case .timeout where error.isIncomplete:
            return .fail(
                "the answer begins and does not end: \(error.reason)",
                expected: "a whole answer in time", got: error.reason,
                fix:
                    "look for a Content-Length that is larger than the body, of the homeserver or of what "
                    + "rewrites bodies before it, and for an answer that comes drop by drop; peers give up "
                    + "after about 10 s",
                reproduce: command, evidence: evidence)
        case .timeout:
            return .fail(
                "no answer: \(error.reason)", expected: "an answer in time", got: "nothing",
                fix: "see whether the homeserver behind the front end runs and is not overloaded; "
                    + "peers give up after about 10 s",
                reproduce: command, evidence: evidence)
        case .notHTTP:
            return .fail(
                "what answers is no HTTP: \(error.reason)", expected: "HTTP over TLS",
                got: error.reason, fix: "see what listens there", reproduce: command,
                evidence: evidence)
        case .truncated:
            return .fail(
                "the answer breaks off: \(error.reason)", expected: "a whole answer",
                got: error.reason,
                fix: "look for a wrong Content-Length, or a crash, in the log of the homeserver",
                reproduce: command, evidence: evidence)
        case .tooLarge:
            return .fail(
                "the answer is too large: \(error.reason)", expected: "a short answer",
                got: error.reason, fix: "see what answers there", reproduce: command,
                evidence: evidence)
        case .proxy:
            return .skip("nothing is known of the server: \(error.reason)")
        case .refused, .connect, .tls, .certificate, .other:
            return .fail(
                "no answer: \(error.reason)", expected: "an answer", got: error.reason,
                fix: "see the log of the web server; the handshake before went well",
                reproduce: command, evidence: evidence)
        }
    }
}

extension HTTPExchangeError {
    /// Whether the time ran out while the body was under way.
    fileprivate var isIncomplete: Bool {
        phase == .timeout && reason.contains("bytes of body so far")
            && !reason.contains("(0 bytes of body so far")
    }
}

extension Judgement {
    /// A homeserver that fails at a request, whatever the request: none where it does not.
    static func crash(_ exchange: ExchangeFacts, expected: String, command: String) -> Judgement? {
        guard let response = exchange.response, response.status >= 500,
            case .homeserver(let code) = HTTPAnswer(response)
        else { return nil }
        let got = "\(response.status), \(code ?? "no errcode")"
        return .fail(
            "the homeserver fails at it: \(got)", expected: expected, got: got,
            fix: "see the log of the homeserver for "
                + "\(exchange.request.method) \(exchange.request.target.bounded)",
            reproduce: command, evidence: exchange.evidence, milliseconds: exchange.milliseconds)
    }
}

extension ExchangeFacts {
    /// What an exchange adds to the evidence.
    var evidence: [Evidence] {
        var evidence: [Evidence] = []
        if let response {
            evidence.append(Evidence("status", .integer(response.status)))
            if let type = response.headers.firstValue(of: "Content-Type") {
                evidence.append(Evidence("content_type", .text(type.bounded)))
            }
            if let server = response.headers.firstValue(of: "Server") {
                evidence.append(Evidence("server", .text(server.bounded)))
            }
        }
        if !verifiedCertificate {
            evidence.append(Evidence("certificate_trusted", .boolean(false)))
        }
        return evidence
    }

    /// What a summary says where the certificate was not trusted, though the user wanted that it
    /// be.
    func distrustRemark(_ context: CheckContext) -> String {
        verifiedCertificate || !context.verifiesCertificates ? "" : " (certificate not trusted)"
    }
}

extension HTTPResponse {
    /// The body, where it is a JSON object.
    var jsonObject: JSONElement? {
        // What cannot be parsed is no object; the callers say what it is instead.
        guard let document = try? JSONDocument(parsing: body, numbers: .preserving),
            document.root.kind == .object
        else { return nil }
        return document.root
    }
}
