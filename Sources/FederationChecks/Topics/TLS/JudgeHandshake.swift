import Certificates
import FederationCore
import Findings

/// The port speaks TLS.
func judgeHandshake(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    let destination = facts.destination
    let command = ReproduceCommand.openssl(at: destination, in: context, [])
    if facts.wantsClientCertificate { return judgeClientCertificate(facts, command: command) }
    switch facts.handshake.value {
    case .success(let result)?:
        var evidence = [
            Evidence("version", .text(result.version)),
            Evidence("cipher", .text(result.cipherSuite)),
        ]
        if let group = result.group { evidence.append(Evidence("group", .text(group))) }
        if let alpn = result.applicationProtocol {
            evidence.append(Evidence("alpn", .text(alpn)))
        }
        if result.asksForClientCertificate {
            evidence.append(Evidence("asks_for_client_certificate", .boolean(true)))
        }
        return .pass(
            "\(result.version), \(result.cipherSuite)", evidence: evidence, reproduce: command,
            milliseconds: result.handshakeMilliseconds)
    case .failure(let error)? where error.phase == .plainHTTP:
        let address = "http://\(destination)\(RouteProbe.version.path)"
        return .fail(
            "port \(destination.port) speaks plain HTTP", expected: "TLS", got: "HTTP without TLS",
            fix: Remedy.endPlainHTTP.fix(for: facts.frontEnd),
            reproduce: ReproduceCommand.line(["curl", "-sS", "-i", address]),
            evidence: [Evidence("error", .text(error.reason))])
    case .failure(let error)? where error.phase == .handshakeTimeout:
        return .fail(
            "connected, then silent: \(error.reason)", expected: "a TLS handshake", got: "nothing",
            fix: "see what listens on port \(destination.port), and whether it speaks TLS at once",
            reproduce: "timeout 20 " + command, evidence: [Evidence("error", .text(error.reason))])
    case .failure(let error)? where error.phase == .closed:
        return .fail(
            "connected, then closed: \(error.reason)", expected: "a TLS handshake", got: "nothing",
            fix: "see what listens on port \(destination.port): a forwarder closes so when what is "
                + "behind it is down or when it does not know the server name, and so does a "
                + "firewall that wants no such peer",
            reproduce: command, evidence: [Evidence("error", .text(error.reason))])
    case .failure(let error)? where error.phase == .notTLS:
        return .fail(
            error.reason, expected: "a TLS handshake", got: "neither TLS nor HTTP",
            fix: "see what listens on port \(destination.port): it is no web server",
            reproduce: command, evidence: [Evidence("error", .text(error.reason))])
    case .failure(let error)? where error.phase == .cancelled:
        return .skip(FactGatherer.deadline)
    case .failure(let error)?:
        return judgeRefusal(error, facts, command: command)
    case nil:
        return .skip("not asked for")
    }
}

/// A server that lets nobody in without a certificate of their own.
private func judgeClientCertificate(_ facts: DestinationFacts, command: String) -> Judgement {
    let error: String
    if case .failure(let failure)? = facts.handshake.value {
        error = failure.reason
    } else {
        error = facts.exchanges.first?.outline ?? "no answer"
    }
    return .fail(
        "wants a client certificate, which peers do not have: \(error)",
        expected: "a TLS handshake without a client certificate", got: error,
        fix: Remedy.dropClientCertificate.fix(for: facts.frontEnd), reproduce: command,
        evidence: [
            Evidence("asks_for_client_certificate", .boolean(true)),
            Evidence("error", .text(error)),
        ])
}

/// A handshake that the peer broke off: what it takes instead, where it takes anything.
private func judgeRefusal(
    _ error: TLSProbeError, _ facts: DestinationFacts, command: String
) -> Judgement {
    let evidence = [Evidence("error", .text(error.reason))]
    if let weak = facts.completedHandshake(of: .weakHandshake) {
        let got = "\(weak.version), \(weak.cipherSuite)"
        return .fail(
            "accepts only what current software refuses: \(got)",
            expected: "TLS 1.2 or 1.3 with a current cipher", got: got,
            fix: Remedy.modernizeTLS.fix(for: facts.frontEnd), reproduce: command,
            evidence: evidence + [
                Evidence("version", .text(weak.version)),
                Evidence("cipher", .text(weak.cipherSuite)),
            ])
    }
    if facts.completedHandshake(of: .namelessHandshake) != nil {
        let name = facts.destination.tlsName
        return .fail(
            "the handshake for \(name) is refused: \(error.reason); without a name it succeeds",
            expected: "a TLS handshake for \(name)", got: "one without SNI only",
            fix: Remedy.admitName.fix(for: facts.frontEnd), reproduce: command,
            evidence: evidence + [Evidence("without_sni", .boolean(true))])
    }
    return .fail(
        "the handshake ends early: \(error.reason)", expected: "a TLS handshake",
        got: error.reason, fix: Remedy.mendHandshake.fix(for: facts.frontEnd),
        reproduce: command, evidence: evidence)
}

/// TLS 1.2 and 1.3 are both accepted.
func judgeTLSVersion(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let result = facts.completedHandshake else { return .skip("no TLS handshake") }
    switch facts.handshake(of: .olderHandshake).value {
    case .success(let older)? where result.version != older.version:
        return .pass(
            "\(result.version); also accepts \(older.version)",
            evidence: [Evidence("accepted", .list([result.version, older.version]))])
    case .success?:
        return .pass(
            "\(result.version), the best that it accepts",
            evidence: [Evidence("accepted", .list([result.version]))])
    case .failure(let error)? where error.asksForClientCertificate:
        return .skip("TLS 1.2 alone could not be tried: the server asks for a client certificate")
    case .failure(let error)? where ![.handshake, .closed].contains(error.phase):
        return .skip("TLS 1.2 alone could not be tried: \(error.reason)")
    case .failure(let error)? where error.refusesCiphers:
        return judgeCiphers(error, result, facts, context)
    case .failure(let error)?:
        return .warn(
            "accepts only \(result.version); peers that end at TLS 1.2 cannot connect",
            expected: "TLS 1.2 and TLS 1.3", got: "\(result.version) only",
            fix: Remedy.allowOlderTLS.fix(for: facts.frontEnd),
            reproduce: ReproduceCommand.openssl(at: facts.destination, in: context, ["-tls1_2"]),
            evidence: [
                Evidence("accepted", .list([result.version])),
                Evidence("error", .text(error.reason)),
            ])
    case nil:
        return .skip(facts.handshake(of: .olderHandshake).reason ?? "not asked for")
    }
}

/// TLS 1.2 is known, and no usual cipher of it: what its ciphers fit instead.
private func judgeCiphers(
    _ error: TLSProbeError, _ result: TLSProbeResult, _ facts: DestinationFacts,
    _ context: CheckContext
) -> Judgement {
    let key = facts.leaf?.publicKey ?? ""
    let command = ReproduceCommand.openssl(at: facts.destination, in: context, ["-tls1_2"])
    var evidence = [
        Evidence("accepted", .list([result.version])), Evidence("error", .text(error.reason)),
        Evidence("certificate_key", .text(key)),
    ]
    let tail = "peers that end at TLS 1.2 cannot connect"
    if let weak = facts.completedHandshake(of: .weakHandshake) {
        evidence.append(Evidence("weak_cipher", .text(weak.cipherSuite)))
        return .warn(
            "TLS 1.2 only with what current software refuses: \(weak.cipherSuite); \(tail)",
            expected: "TLS 1.2 with a current cipher", got: weak.cipherSuite,
            fix: Remedy.modernizeTLS.fix(for: facts.frontEnd), reproduce: command,
            evidence: evidence)
    }
    let kind = key.hasPrefix("EC ") ? "ECDSA" : key.hasPrefix("RSA") ? "RSA" : key
    return .warn(
        "TLS 1.2 has no cipher for the certificate, whose key is of the kind \(kind); \(tail)",
        expected: "TLS 1.2 with ciphers for \(kind)", got: error.reason,
        fix: Remedy.matchCiphers.fix(for: facts.frontEnd), reproduce: command, evidence: evidence)
}
