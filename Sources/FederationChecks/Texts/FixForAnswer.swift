import FederationCore

/// What to do about an answer that is not the homeserver's, or not a good one.
func fixForAnswer(_ response: HTTPResponse, _ facts: DestinationFacts, path: String) -> String {
    let frontEnd = facts.frontEnd(before: response)
    if case .homeserver = HTTPAnswer(response) {
        if let fix = facts.fixForUnknownPath(before: response) { return fix }
        return "see the log of the homeserver for \(path)"
    }
    if let fix = fixForCause(of: response, facts) { return fix }
    switch response.status {
    case 520...530 where frontEnd == .cloudflare:
        return "Cloudflare: it has no good connection to the server behind it "
            + "(\(response.status)); mend that server's TLS and address, or set the record to "
            + "\"DNS only\""
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
    case 401
    where response.headers.firstValue(of: "WWW-Authenticate") != nil || facts.wantsLogin:
        return Remedy.dropAuthentication.fix(for: frontEnd)
    case 400...405 where facts.hidesErrors:
        return Remedy.keepErrors.fix(for: frontEnd)
    case 403, 503:
        if response.isChallenge { return Remedy.exemptPrograms.fix(for: frontEnd) }
        return response.status == 403
            ? Remedy.liftFilter.fix(for: frontEnd) : Remedy.endUnavailability.fix(for: frontEnd)
    case 502: return Remedy.startHomeserver.fix(for: frontEnd)
    case 504: return Remedy.awaitHomeserver.fix(for: frontEnd)
    case 300..<400: return "answer without a redirect: peers do not follow one"
    default: return nil
    }
}

extension DestinationFacts {
    /// Whether something before the homeserver asks everybody for a login: each request gets 401, and none of
    /// the homeserver.
    fileprivate var wantsLogin: Bool {
        let responses = exchanges.filter { $0.request.target.hasPrefix("/_matrix/") }
            .compactMap(\.response).filter { $0.status != 100 }
        return responses.count > 2
            && responses.allSatisfy { response in
                if case .homeserver = HTTPAnswer(response) { return false }
                return response.status == 401
            }
    }
}
