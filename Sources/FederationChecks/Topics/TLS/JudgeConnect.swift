import FederationCore
import Findings

/// Something listens at the address and port.
func judgeConnect(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard case .failure(let error)? = facts.handshake.value else {
        guard let result = facts.completedHandshake else { return .skip("not asked for") }
        let milliseconds = result.connectMilliseconds
        return .pass(
            "connected in \(Int(milliseconds.rounded())) ms",
            reproduce: reproduceConnect(facts.destination), milliseconds: milliseconds)
    }
    switch error.phase {
    case .refused:
        return .fail(
            "refused", fix: fixForClosedPort(facts, context, isSilent: false),
            reproduce: reproduceConnect(facts.destination),
            evidence: [Evidence("error", .text(error.reason))])
    case .connectTimeout:
        return .fail(
            "no answer (a firewall drops it, or nothing is there): \(error.reason)",
            fix: fixForClosedPort(facts, context, isSilent: true),
            reproduce: reproduceConnect(facts.destination),
            evidence: [Evidence("error", .text(error.reason))])
    case .proxy:
        return .fail(
            error.reason, expected: "an HTTP proxy at \(context.proxy ?? "its place")",
            got: error.reason,
            fix:
                "see whether --proxy names an HTTP proxy that runs; nothing is known of the server",
            reproduce: ReproduceCommand.curl(
                target: RouteProbe.version.path, at: facts.destination, in: context),
            evidence: [Evidence("error", .text(error.reason))])
    case .connect where context.proxy != nil:
        return .fail(
            error.reason,
            fix: "see the log of the proxy: the place cannot be reached from there, or it is not "
                + "allowed (squid: SSL_ports)",
            reproduce: ReproduceCommand.curl(
                target: RouteProbe.version.path, at: facts.destination, in: context),
            evidence: [Evidence("error", .text(error.reason))])
    case .connect:
        return .fail(
            error.reason, fix: fixForClosedPort(facts, context, isSilent: false),
            reproduce: reproduceConnect(facts.destination),
            evidence: [Evidence("error", .text(error.reason))])
    case .handshakeTimeout, .plainHTTP, .closed, .notTLS, .handshake:
        return .pass("connected", reproduce: reproduceConnect(facts.destination))
    case .cancelled:
        return .skip(FactGatherer.deadline)
    }
}

private func reproduceConnect(_ destination: Destination) -> String {
    ReproduceCommand.line([
        "nc", "-vz", "-w", "10", destination.address.description, String(destination.port),
    ])
}

private func fixForClosedPort(
    _ facts: DestinationFacts, _ context: CheckContext, isSilent: Bool
) -> String {
    let open = fixForClosedPort(facts.destination, context, isSilent: isSilent)
    let fix = context.fix(of: facts.destination, else: open)
    if facts.frontEnd == .cloudflare, facts.destination.port != 443 {
        return Remedy.openPort.fix(for: .cloudflare)
    }
    guard let frontEnd = facts.frontEndElsewhere, !isSilent else { return fix }
    return "\(fix); \(Remedy.openPort.fix(for: frontEnd))"
}

private func fixForClosedPort(
    _ destination: Destination, _ context: CheckContext, isSilent: Bool
) -> String {
    let place = destination.description
    let family = destination.address.family
    if context.expectations.excludes(family), case .name = destination.tlsName {
        return family == .v6
            ? "remove the AAAA record: no IPv6 is expected"
            : "remove the A record: no IPv4 is expected"
    }
    if family == .v6 {
        let wildcard = "[::]:\(destination.port)"
        return isSilent
            ? "open port \(destination.port) for IPv6 in the firewall, or remove the AAAA record"
            : "make the web server listen on \(wildcard), or remove the AAAA record"
    }
    let isDefault = destination.port == 8448 && destination.specStep == "6"
    if isDefault, case .name(let host) = context.serverName.host {
        return "open \(place), or delegate to a port that is open: serve "
            + "{\"m.server\":\"matrix.\(host):443\"}, with your host and port, at "
            + "https://\(host)/.well-known/matrix/server"
    }
    return isSilent
        ? "open port \(destination.port) in the firewall and forward it in the router"
        : "make the web server listen on \(place), or delegate to where it does"
}
