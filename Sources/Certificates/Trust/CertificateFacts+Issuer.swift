extension CertificateFacts {
    /// The common name of its issuer, or the issuer's whole name where that has none.
    public var issuerName: String { Certificates.commonName(ofSubject: issuer) }
}
