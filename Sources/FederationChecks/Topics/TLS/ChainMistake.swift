import Certificates

/// What is wrong with a chain, in the words of who has to mend it.
enum ChainMistake {
    /// The end entity is signed by itself.
    case selfSigned(String)
    /// The server left out a certificate between its own and the root.
    case missingIntermediate(String)
    /// The issuer of the server's own certificate was not sent, and is trusted by nobody.
    case issuerNotSent(String)
    /// The chain is as complete as it can be, and its end is not trusted.
    case unknownAuthority(String)
    /// A certificate that products make until a real one is there.
    case placeholder(PlaceholderCertificate)
    /// A certificate that cannot do what it is used for, in OpenSSL's words.
    case flaw(CertificateVerificationError.Flaw, String)
    /// Anything else, in OpenSSL's words.
    case other(String)

    /// The mistake behind `errors`; none where there are none.
    ///
    /// With `fetched`, a missing intermediate is told from an unknown authority for certain.
    init?(
        errors: [CertificateVerificationError], chain: [CertificateFacts],
        fetched: IssuerFetch? = nil
    ) {
        guard let first = errors.first else { return nil }
        guard let leaf = chain.first else {
            self = .other(first.description)
            return
        }
        func other() -> ChainMistake {
            for error in errors {
                if let flaw = error.flaw { return .flaw(flaw, error.description) }
            }
            return .other(first.description)
        }
        if let placeholder = PlaceholderCertificate(recognising: leaf) {
            self = .placeholder(placeholder)
            return
        }
        if let fetched, let first = fetched.certificates.first {
            let top = fetched.certificates.last ?? first
            self =
                fetched.completes
                ? .missingIntermediate(first.commonName ?? first.subject)
                : .unknownAuthority(top.isSelfIssued ? top.commonName ?? top.subject : top.issuer)
            return
        }
        switch ChainProblem(sent: chain, errors: errors) {
        case .selfSigned(let name): self = .selfSigned(name)
        case .missingIntermediate(let name, _): self = .missingIntermediate(name)
        case .unknownIssuer(let name) where issuingPath(of: leaf, among: chain).count == 1:
            self = .issuerNotSent(name)
        case .unknownIssuer(let name), .unknownAuthority(let name): self = .unknownAuthority(name)
        case .expiredAuthority, .authorityNotYetValid, .other, nil: self = other()
        }
    }

    var summary: String {
        switch self {
        case .selfSigned(let name): "the certificate \"\(name)\" is signed by itself"
        case .missingIntermediate(let name): "the server does not send the intermediate \"\(name)\""
        case .issuerNotSent(let name):
            "the issuer \"\(name)\" is neither sent nor trusted: most likely an intermediate that "
                + "the server leaves out"
        case .unknownAuthority(let name): "the authority \"\(name)\" is not trusted"
        case .placeholder(let placeholder): "\(placeholder.title), which nobody trusts"
        case .flaw(_, let description): description
        case .other(let description): description
        }
    }

    /// What the authorities of `--ca` have to do with it.
    func addedRemark(_ context: CheckContext) -> String {
        guard case .unknownAuthority = self, !context.authorityFiles.isEmpty else { return "" }
        return
            ", and not among those of --ca (\(context.authorityFiles.joined(separator: ", "))) either"
    }

    func expected(sent: [String]) -> String {
        switch self {
        case .selfSigned, .placeholder: "a certificate by an authority that peers trust"
        case .missingIntermediate(let name), .issuerNotSent(let name):
            (sent + [name]).joined(separator: ", ")
        case .unknownAuthority: "a chain to an authority that peers trust"
        case .flaw, .other: "a chain that verifies"
        }
    }

    func fix(for frontEnd: FrontEnd?) -> String {
        switch self {
        case .selfSigned: Remedy.replaceSelfSigned.fix(for: frontEnd)
        case .missingIntermediate: Remedy.sendIntermediate.fix(for: frontEnd)
        case .other: Remedy.reissueCertificate.fix(for: frontEnd)
        case .flaw(.purpose, _): Remedy.allowServers.fix(for: frontEnd)
        case .flaw(.noAuthority, _): Remedy.signWithAuthority.fix(for: frontEnd)
        case .flaw(.constrainedName, _): Remedy.permitName.fix(for: frontEnd)
        case .flaw(.weakness, _): Remedy.strengthenCertificate.fix(for: frontEnd)
        case .issuerNotSent(let name):
            Remedy.sendIntermediate.fix(for: frontEnd)
                + "; if \"\(name)\" is the root of your own authority, give it to fedctl with "
                + "--ca FILE, and to every peer"
        case .unknownAuthority: Remedy.trustAuthority.fix(for: frontEnd)
        case .placeholder(let placeholder):
            placeholder.remedy.fix(for: placeholder.frontEnd ?? frontEnd)
        }
    }
}
