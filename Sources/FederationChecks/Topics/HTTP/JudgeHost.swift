import FederationCore
import Findings

/// The front end knows the `Host` that peers send.
func judgeHost(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let version = facts.exchange(of: .version).value else { return .skip("not asked for") }
    let host = facts.destination.hostHeader
    let command = ReproduceCommand.curl(version, at: facts.destination, in: context)
    guard let response = version.response else { return .skip("no HTTP answer") }
    if version.reachedHomeserver {
        return .pass(
            "\"Host: \(host)\" reaches the homeserver", reproduce: command,
            milliseconds: version.milliseconds)
    }
    let others = facts.exchanges(of: .otherHosts).value ?? []
    guard let working = others.first(where: \.reachedHomeserver) else {
        return .skip("no other Host reaches the homeserver either")
    }
    let other = working.request.hostHeader
    let frontEnd = facts.frontEnd(before: response)
    return .fail(
        "the front end answers for \"Host: \(other)\", but peers send \"Host: \(host)\"",
        expected: "the homeserver, for \"Host: \(host)\"", got: response.outline,
        fix: "accept the Host \"\(host)\": " + Remedy.acceptHost.fix(for: frontEnd),
        reproduce: command,
        evidence: version.evidence + [
            Evidence(
                "hosts",
                .list(([version] + others).map { "\($0.request.hostHeader): \($0.outline)" }))
        ])
}

/// The homeserver is not behind another port than the one that peers use.
func judgePort(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    let port = facts.destination.port
    guard let exchange = facts.exchange(of: .standardPort).value else {
        guard case .success? = facts.handshake.value else {
            return .skip("port 443 is not asked: the destination has a port of its own")
        }
        return .pass("port \(port) is open")
    }
    guard exchange.reachedHomeserver, let response = exchange.response else {
        return .skip("port 443 does not lead to the homeserver either: \(exchange.outline)")
    }
    var place = facts.destination
    place.port = 443
    let target = facts.destination.tlsName.urlHost
    return .fail(
        "port \(port) is closed, but port 443 of the same address reaches the homeserver",
        expected: "the homeserver at port \(port), or a delegation to port 443",
        got: "port \(port) closed",
        fix: "no second TLS port is needed: serve {\"m.server\":\"\(target):443\"} at "
            + "https://\(context.serverName.hostText)/.well-known/matrix/server; "
            + Remedy.serveWellKnown.fix(for: FrontEnd(recognisedIn: response)),
        reproduce: ReproduceCommand.curl(exchange, at: place, in: context),
        evidence: exchange.evidence)
}
