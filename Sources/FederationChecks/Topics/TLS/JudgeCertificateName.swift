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
    return context.distrust(
        .fail(
            "the certificate is not for \(name)", expected: name.description, got: got,
            fix: fixForWrongName(facts, context, names: names), reproduce: command,
            evidence: evidence, milliseconds: result.handshakeMilliseconds))
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

private func fixForWrongName(
    _ facts: DestinationFacts, _ context: CheckContext, names: [String]
) -> String {
    let name = facts.destination.tlsName
    if case .address = name {
        return "get a certificate that names the address \(name), or use a server name that is no "
            + "address"
    }
    let targets = context.discovery.serviceTargets
    if let target = targets.first(where: { target in names.contains { matches($0, target) } }) {
        return "an SRV record does not change the name on the certificate: get one for \(name), or "
            + "replace the record by a well-known file that names \(target)"
    }
    return Remedy.nameCertificate.fix(for: facts.frontEnd)
}

/// Whether the name `pattern` of a certificate covers `host`.
private func matches(_ pattern: String, _ host: String) -> Bool {
    let pattern = pattern.lowercased()
    let host = host.lowercased()
    if pattern == host { return true }
    guard pattern.hasPrefix("*."), let dot = host.firstIndex(of: ".") else { return false }
    return pattern.dropFirst(1) == host[dot...]
}
