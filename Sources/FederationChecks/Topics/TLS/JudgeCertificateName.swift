import Certificates
import FederationCore
import Findings

/// The certificate is for the name that peers expect.
func judgeCertificateName(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let result = facts.completedHandshake else { return .skip("no TLS handshake") }
    let name = facts.destination.tlsName
    let command = ReproduceCommand.openssl(
        at: facts.destination, in: context, verifyFlags(for: name))
    let names = (result.chain.first?.dnsNames ?? []) + (result.chain.first?.ipAddresses ?? [])
    let evidence = [
        Evidence("names", .list(names.prefix(100).map(\.bounded))),
        Evidence("name_count", .integer(names.count)),
    ]
    let isWrong = result.verificationErrors.contains { $0.kind == .wrongName }
    guard isWrong || result.chain.isEmpty else {
        return .pass("the certificate is for \(name)", evidence: evidence)
    }
    let got = names.isEmpty ? result.chain.first?.commonName ?? "no name" : listed(names)
    let mistake = NameMistake(facts, context, names: names)
    var summary = "the certificate is not for \(name)\(facts.elsewhereRemark)"
    if let remark = mistake.remark { summary += "; \(remark)" }
    return context.distrust(
        .fail(
            summary, expected: name.description, got: got,
            fix: mistake.fix(for: facts), reproduce: command,
            evidence: evidence + mistake.evidence, milliseconds: result.handshakeMilliseconds))
}

private func verifyFlags(for name: TLSName) -> [String] {
    switch name {
    case .name(let name): ["-verify_hostname", name, "-verify_return_error"]
    case .address(let address): ["-verify_ip", address.description, "-verify_return_error"]
    }
}

/// The first names, and how many there are beside them.
private func listed(_ names: [String]) -> String {
    let shown = names.prefix(5).map(\.bounded).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
}
