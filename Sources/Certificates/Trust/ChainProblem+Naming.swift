extension ChainProblem {
    /// Names the problem of the path from the leaf to a root; none where the path leads to a trusted root.
    ///
    /// The name of the leaf and its dates are no part of the path: errors about them are passed over.
    ///
    /// - Parameters:
    ///   - sent: the certificates as they were sent, the leaf first.
    ///   - errors: every error of their verification.
    public init?(sent: [CertificateFacts], errors: [CertificateVerificationError]) {
        guard let leaf = sent.first else { return nil }
        let path = issuingPath(of: leaf, among: sent)
        let top = path.last ?? leaf
        if errors.contains(where: { $0.kind == .selfSignedLeaf }) {
            self = .selfSigned(name: leaf.shortName)
        } else if errors.contains(where: { $0.kind == .unknownRoot }) {
            self = .unknownAuthority(name: top.shortName)
        } else if errors.contains(where: { $0.kind == .missingIssuer }) {
            let issuer = commonName(ofSubject: top.issuer)
            if top.isSelfIssued {
                self =
                    path.count == 1
                    ? .selfSigned(name: issuer) : .unknownAuthority(name: issuer)
            } else if path.count == 1, !top.issuerURLs.isEmpty {
                self = .missingIntermediate(name: issuer, issuerURLs: top.issuerURLs)
            } else {
                self = .unknownIssuer(name: issuer)
            }
        } else if let error = errors.first(where: { $0.concernsPath }) {
            let subject = error.subject ?? path.dropFirst(error.depth).first?.subject
            let name = commonName(ofSubject: subject ?? "unknown")
            self =
                switch error.kind {
                case .expired: .expiredAuthority(name: name)
                case .notYetValid: .authorityNotYetValid(name: name)
                default: .other(name: name, reason: error.description)
                }
        } else {
            return nil
        }
    }
}

extension CertificateVerificationError {
    package var concernsPath: Bool {
        switch kind {
        case .wrongName: false
        case .expired, .notYetValid: depth > 0
        default: true
        }
    }
}

extension CertificateFacts {
    /// The common name, or the whole subject.
    fileprivate var shortName: String { commonName ?? subject }
}

/// The leaf, its issuer among those that were sent, the issuer's issuer and so on.
package func issuingPath(
    of leaf: CertificateFacts, among sent: [CertificateFacts]
) -> [CertificateFacts] {
    var path = [leaf]
    var rest = sent.dropFirst()
    while let top = path.last, !top.isSelfIssued,
        let next = rest.firstIndex(where: { $0.subject == top.issuer })
    {
        path.append(rest.remove(at: next))
    }
    return path
}

/// The value of `CN` in a name in the form of RFC 2253, or the whole name where there is none.
func commonName(ofSubject subject: String) -> String {
    var part = ""
    var isEscaped = false
    for character in subject + "," {
        if isEscaped {
            isEscaped = false
            part.append(character)
        } else if character == "\\" {
            isEscaped = true
        } else if character == "," || character == "+" {
            if part.hasPrefix("CN=") { return String(part.dropFirst(3)) }
            part = ""
        } else {
            part.append(character)
        }
    }
    return subject
}
