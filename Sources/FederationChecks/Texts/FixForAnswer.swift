import FederationCore

/// What to do about an answer that is not the homeserver's, or not a good one.
func fixForAnswer(_ response: HTTPResponse, _ facts: DestinationFacts, path: String) -> String {
    let frontEnd = facts.frontEnd(before: response)
    if case .homeserver = HTTPAnswer(response) {
        return "see the log of the homeserver for \(path)"
    }
    if let fix = fixForCause(of: response, facts) { return fix }
    switch response.status {
    case 520...530 where frontEnd == .cloudflare:
        return "Cloudflare: it has no good connection to the server behind it "
            + "(\(response.status)); mend that server's TLS and address, or set the record to "
            + "\"DNS only\""
    case 403, 503:
        if response.headers.firstValue(of: "CF-Mitigated") != nil || looksLikeChallenge(response) {
            return "exempt /_matrix/* and /.well-known/matrix/* from bot protection: peers are "
                + "programs and cannot solve a challenge"
        }
        return response.status == 503
            ? Remedy.startHomeserver.fix(for: frontEnd) : Remedy.routePath.fix(for: frontEnd)
    case 421:
        return "accept the host name \(facts.destination.hostHeader), which peers send, for this "
            + "certificate too"
    default:
        return Remedy.routePath.fix(for: frontEnd)
            + " (peers send \"Host: \(facts.destination.hostHeader)\")"
    }
}

/// What the answer gives away as the cause, whatever was asked: none where it may be a matter of the path.
func fixForCause(of response: HTTPResponse, _ facts: DestinationFacts) -> String? {
    let frontEnd = facts.frontEnd(before: response)
    if case .homeserver = HTTPAnswer(response) { return nil }
    switch response.status {
    case 401 where response.headers.firstValue(of: "WWW-Authenticate") != nil:
        return Remedy.dropAuthentication.fix(for: frontEnd)
    case 400...405 where facts.hidesErrors:
        return Remedy.keepErrors.fix(for: frontEnd)
    case 502, 504: return Remedy.startHomeserver.fix(for: frontEnd)
    case 300..<400: return "answer without a redirect: peers do not follow one"
    default: return nil
    }
}

private func looksLikeChallenge(_ response: HTTPResponse) -> Bool {
    response.bodyText(atMost: 2000).contains("Just a moment...")
}
