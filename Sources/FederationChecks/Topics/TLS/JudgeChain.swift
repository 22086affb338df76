import Certificates
import FederationCore
import Findings

/// The certificate leads to a trusted authority.
func judgeChain(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let result = facts.completedHandshake else { return .skip("no TLS handshake") }
    let command = ReproduceCommand.openssl(at: facts.destination, in: context, ["-showcerts"])
    let errors = result.verificationErrors.filter { error in
        switch error.kind {
        case .expired, .notYetValid, .wrongName: false
        case .selfSignedLeaf, .unknownRoot, .missingIssuer, .other: true
        }
    }
    let names = result.chain.enumerated().map { index, certificate in
        index == 0 ? "leaf" : certificate.commonName ?? certificate.subject
    }
    let evidence = [
        Evidence("sent", .integer(result.chain.count)),
        Evidence("errors", .list(errors.map(\.description))),
    ]
    guard let mistake = ChainMistake(errors: errors, chain: result.chain) else {
        return .pass(
            "verifies (\(names.joined(separator: ", ")))",
            evidence: [Evidence("sent", .integer(result.chain.count))], reproduce: command,
            milliseconds: result.handshakeMilliseconds)
    }
    return context.distrust(
        .fail(
            mistake.summary, expected: mistake.expected(sent: names),
            got: names.isEmpty ? "no certificate" : names.joined(separator: ", "),
            fix: mistake.remedy.fix(for: facts.frontEnd), reproduce: command, evidence: evidence,
            milliseconds: result.handshakeMilliseconds))
}

/// What is wrong with a chain, in the words of who has to mend it.
private enum ChainMistake {
    /// The end entity is signed by itself.
    case selfSigned(String)
    /// The server left out a certificate between its own and the root.
    case missingIntermediate(String)
    /// The chain is as complete as it can be, and its end is not trusted.
    case unknownAuthority(String)
    /// A certificate that panels and ingress controllers make until a real one is there.
    case placeholder(String)
    /// Anything else, in OpenSSL's words.
    case other(String)

    /// The mistake behind `errors`; none where there are none.
    init?(errors: [CertificateVerificationError], chain: [CertificateFacts]) {
        guard let first = errors.first else { return nil }
        guard let leaf = chain.first else {
            self = .other(first.description)
            return
        }
        if let maker = Self.maker(ofPlaceholder: leaf) {
            self = .placeholder(maker)
            return
        }
        switch ChainProblem(sent: chain, errors: errors) {
        case .selfSigned(let name): self = .selfSigned(name)
        case .missingIntermediate(let name, _): self = .missingIntermediate(name)
        case .unknownIssuer(let name), .unknownAuthority(let name): self = .unknownAuthority(name)
        case .expiredAuthority, .authorityNotYetValid, .other, nil: self = .other(first.description)
        }
    }

    var summary: String {
        switch self {
        case .selfSigned(let name): "the certificate \"\(name)\" is signed by itself"
        case .missingIntermediate(let name): "the server does not send the intermediate \"\(name)\""
        case .unknownAuthority(let name): "the authority \"\(name)\" is not trusted"
        case .placeholder(let maker): "the default certificate of \(maker), which nobody trusts"
        case .other(let description): description
        }
    }

    func expected(sent: [String]) -> String {
        switch self {
        case .selfSigned, .placeholder: "a certificate by an authority that peers trust"
        case .missingIntermediate(let name): (sent + [name]).joined(separator: ", ")
        case .unknownAuthority: "a chain to an authority that peers trust"
        case .other: "a chain that verifies"
        }
    }

    var remedy: Remedy {
        switch self {
        case .selfSigned: .replaceSelfSigned
        case .missingIntermediate: .sendIntermediate
        case .unknownAuthority: .trustAuthority
        case .placeholder: .configureCertificate
        case .other: .sendIntermediate
        }
    }

    /// Who makes such placeholders, by the subject that each is known to use.
    private static func maker(ofPlaceholder leaf: CertificateFacts) -> String? {
        let marks = [
            ("Kubernetes Ingress Controller Fake Certificate", "the Kubernetes ingress controller"),
            ("ingress.local", "the Kubernetes ingress controller"),
            ("TRAEFIK DEFAULT CERT", "Traefik"), ("Plesk", "Plesk"), ("synology", "Synology DSM"),
        ]
        let subject = leaf.subject.lowercased()
        return marks.first { subject.contains($0.0.lowercased()) }?.1
    }
}
