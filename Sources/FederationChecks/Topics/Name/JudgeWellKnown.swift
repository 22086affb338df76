import FederationCore
import Findings
import ServerDiscovery

/// The well-known document is answered, if there is one.
func judgeWellKnown(_ context: CheckContext) -> Judgement {
    guard let wellKnown = context.discovery.wellKnown else {
        return .skip(reasonWithoutWellKnown(context))
    }
    let command = wellKnownCommand(context)
    let url = wellKnown.hops.first?.url ?? wellKnownURL(context)
    let evidence = wellKnownEvidence(wellKnown)
    let status = wellKnown.response.map { "\($0.status) in \(Int(wellKnown.milliseconds)) ms" }
    let waited = max(wellKnown.milliseconds, wellKnown.response?.timings.total ?? 0)
    if wellKnown.response != nil, waited > slowMilliseconds {
        return .warn(
            "\(url), \(status ?? "answered"): every peer waits for it first",
            expected: "an answer within 3 s", got: "\(Int(waited)) ms",
            fix:
                "make the web server answer faster, be it 404: peers give up after about 10 s, and "
                + "look elsewhere", reproduce: command, evidence: evidence,
            milliseconds: wellKnown.milliseconds)
    }
    guard let failure = wellKnown.failure else {
        return .pass(
            "\(url), \(status ?? "answered")", evidence: evidence, reproduce: command,
            milliseconds: wellKnown.milliseconds)
    }
    if let wrong = certificateMistake(context) {
        return .warn(
            "\(url): \(wrong.summary), so that peers ignore the document",
            expected: wrong.expected, got: wrong.got, fix: wrong.fix, reproduce: wrong.reproduce,
            evidence: evidence + wrong.evidence, milliseconds: wellKnown.milliseconds)
    }
    let fix: String
    switch failure {
    case .notJSON, .notAnObject, .noServer, .serverNotText, .serverInvalid:
        // The document was answered; what it says is judged by the next check.
        return .pass(
            "\(url), \(status ?? "answered")", evidence: evidence, reproduce: command,
            milliseconds: wellKnown.milliseconds)
    case .status(404), .status(410):
        return .skip("no well-known document (\(failure))")
    case .noAddress:
        if let broken = fixForFault(wellKnown.hops.last?.addressAnswers ?? []) {
            fix = "\(broken); some peers stop at the failure, others look elsewhere"
        } else if wellKnown.redirectCount > 0 {
            fix = fixForDeadEnd(wellKnown, context)
        } else {
            return .skip("no well-known document (\(failure.description.bounded))")
        }
    case .noAnswer(let error) where error.phase == .cancelled:
        return .skip(FactGatherer.deadline)
    case .noAnswer(let error) where wellKnown.redirectCount > 0 && error.phase != .certificate:
        fix = fixForDeadEnd(wellKnown, context)
    case .noAnswer(let error):
        let place = wellKnown.lastPlace ?? context.serverName.hostText
        switch error.phase {
        case .refused:
            return .skip("no well-known document (port 443 refused)")
        case .timeout, .connect:
            fix =
                "make port 443 answer, be it 404, or close it: peers wait for it before they go "
                + "on"
        case .certificate:
            let host = wellKnown.hops.last?.server?.hostText ?? context.serverName.hostText
            fix = "get a certificate for \(host): without it peers ignore the document"
        default:
            fix = "see what answers at \(place)"
        }
    case .status(let status):
        fix =
            "answer 200 with the document, or 404 where there is none; \(status) makes peers "
            + "guess"
    case .redirectWithoutLocation, .redirectInvalid, .redirectNotHTTPS, .redirectLoop,
        .tooManyRedirects:
        fix = "serve the document without a redirect"
    case .tooLarge:
        fix = "serve {\"m.server\":\"host:port\"} and nothing else"
    }
    let way = wellKnown.redirectCount > 0 ? wellKnown.way : url
    return .warn(
        "\(way): \(failure.description.bounded)", expected: "200 with the document, or 404",
        got: wellKnown.response?.outline ?? failure.description.bounded, fix: fix,
        reproduce: command,
        evidence: evidence, milliseconds: wellKnown.milliseconds)
}

/// What is wrong with the certificate of the host of the document, in the words of the checks of certificates.
private func certificateMistake(_ context: CheckContext) -> Judgement? {
    guard let facts = context.about.wellKnownHandshake.value else { return nil }
    let judges = [judgeHandshake, judgeCertificateName, judgeExpiry, judgeChain]
    if case .failure(let error)? = facts.handshake.value, error.phase == .plainHTTP {
        let host = context.serverName.hostText
        return .fail(
            "port \(facts.destination.port) speaks plain HTTP", expected: "HTTPS",
            got: "HTTP without TLS",
            fix: "serve https://\(host) on port 443 with a certificate: peers ask for the document "
                + "over HTTPS alone",
            reproduce: wellKnownCommand(context),
            evidence: [Evidence("error", .text(error.reason))])
    }
    return judges.lazy.map { $0(facts, context) }.first { $0.verdict == .fail }
}

/// What to do about a redirect that leads to nothing.
private func fixForDeadEnd(_ wellKnown: WellKnownResult, _ context: CheckContext) -> String {
    "make \(wellKnown.lastPlace ?? "the place that the redirect names") answer, or serve the "
        + "document at \(context.serverName.hostText) without a redirect"
}

extension WellKnownResult {
    /// Every URL on the way, as one text.
    var way: String { hops.map(\.url.bounded).joined(separator: " -> ").bounded }

    /// The host of the last URL, with its port, such as `port 443 of www.example.org`.
    fileprivate var lastPlace: String? { hops.last?.server.map(Self.place) }

    private static func place(_ server: ServerName) -> String {
        "port \(server.port ?? 443) of \(server.hostText)"
    }
}

/// What a peer should not have to wait for.
private let slowMilliseconds = 3000.0

/// The well-known document names a server.
func judgeDelegation(_ context: CheckContext) -> Judgement {
    guard let wellKnown = context.discovery.wellKnown else {
        return .skip(reasonWithoutWellKnown(context))
    }
    let command = wellKnownCommand(context)
    guard let failure = wellKnown.failure else {
        let name = context.discovery.delegatedName?.description ?? "another name"
        guard context.discovery.delegatedName?.port != 0 else {
            return .fail(
                "delegates to \(name): nothing can be reached at port 0",
                expected: "a port from 1 to 65535", got: name,
                fix: "write the port on which the homeserver is reached in m.server",
                reproduce: command)
        }
        let seconds = wellKnown.lifetime.seconds
        return .pass(
            "delegates to \(name) (kept for \(lifetimeWords(seconds)))",
            evidence: [
                Evidence("m_server", .text(name)), Evidence("lifetime_seconds", .integer(seconds)),
                Evidence("lifetime_source", .text(wellKnown.lifetime.source.description)),
            ], reproduce: command)
    }
    let body = wellKnown.response?.bodyText(atMost: 200) ?? ""
    let host = context.serverName.hostText
    switch failure {
    case .notJSON(_, looksLikeHTML: true):
        return .warn(
            "a web page, not the document", expected: "{\"m.server\":\"host:port\"}, or 404",
            got: wellKnown.response?.outline ?? "HTML",
            fix: "exempt /.well-known/matrix/ from the website's catch-all page: peers take it for "
                + "\"no delegation\" and use SRV or port 8448",
            reproduce: command)
    case .notJSON(let error, _):
        return .fail(
            "the document is no JSON: \(error)", expected: "{\"m.server\":\"host:port\"}",
            got: body,
            fix: "mend the file; peers ignore it as it is", reproduce: command)
    case .notAnObject, .serverNotText:
        return .fail(
            failure.description.bounded, expected: "{\"m.server\":\"host:port\"}", got: body,
            fix: "serve {\"m.server\":\"host:port\"}; peers ignore the file as it is",
            reproduce: command)
    case .noServer(let isClientDocument):
        return .fail(
            failure.description.bounded, expected: "{\"m.server\":\"host:port\"}", got: body,
            fix: isClientDocument
                ? "put this at https://\(host)/.well-known/matrix/client, and "
                    + "{\"m.server\":\"host:port\"} here"
                : "serve {\"m.server\":\"host:port\"}; peers ignore the file as it is",
            reproduce: command)
    case .serverInvalid(let text, _):
        return .fail(
            "m.server is \"\(text.bounded)\", which is no server name",
            expected: "host or host:port, without scheme, path and spaces", got: text.bounded,
            fix: fixForDelegatedText(text), reproduce: command)
    default:
        return .skip(failure.description)
    }
}

/// The well-known document is said to be JSON.
func judgeWellKnownType(_ context: CheckContext) -> Judgement {
    guard let response = context.discovery.wellKnown?.response else {
        return .skip("no well-known document")
    }
    if response.isJSONType { return .pass("application/json") }
    let type = response.contentTypeWords
    return .warn(
        "the document is sent as \(type)", expected: "application/json", got: type,
        fix: Remedy.typeWellKnown.fix(for: FrontEnd(recognisedIn: response)),
        reproduce: wellKnownCommand(context))
}

/// Why nobody asks for a well-known document of this name.
func reasonWithoutWellKnown(_ context: CheckContext) -> String {
    switch context.serverName.host {
    case .address: "the name is an address (step 1)"
    case .name: context.serverName.port == nil ? "not asked for" : "the name has a port (step 2)"
    }
}

/// What remains of a wrong `m.server` without its scheme, path and spaces.
private func fixForDelegatedText(_ text: String) -> String {
    var rest = text[...]
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
        rest = rest.dropFirst(scheme.count)
    }
    rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let candidate = String(rest.filter { !$0.isWhitespace })
    // Whether something usable remains is the whole question.
    guard candidate != text, let name = try? ServerName(parsing: candidate) else {
        return "write host or host:port; peers ignore the file as it is"
    }
    let isHTTPS = text.lowercased().hasPrefix("https://") && name.port == nil
    return "write \"\(name)\(isHTTPS ? ":443" : "")\"; peers ignore the file as it is, or fail"
}

private func wellKnownURL(_ context: CheckContext) -> String {
    "https://\(context.serverName.hostText)/.well-known/matrix/server"
}

func wellKnownCommand(_ context: CheckContext) -> String {
    ReproduceCommand.curl(
        host: context.serverName.hostText, target: "/.well-known/matrix/server", in: context)
}

private func wellKnownEvidence(_ wellKnown: WellKnownResult) -> [Evidence] {
    var evidence: [Evidence] = []
    if let response = wellKnown.response {
        evidence.append(Evidence("status", .integer(response.status)))
        if let type = response.headers.firstValue(of: "Content-Type") {
            evidence.append(Evidence("content_type", .text(type.bounded)))
        }
        evidence.append(Evidence("body", .text(response.bodyText(atMost: 200))))
    }
    if wellKnown.redirectCount > 0 {
        evidence.append(Evidence("urls", .list(wellKnown.hops.map(\.url.bounded))))
    }
    return evidence
}

/// `24 h`, `90 s`.
func lifetimeWords(_ seconds: Int) -> String {
    if seconds >= 3600 { return "\(seconds / 3600) h" }
    return seconds >= 60 ? "\(seconds / 60) min" : "\(seconds) s"
}
