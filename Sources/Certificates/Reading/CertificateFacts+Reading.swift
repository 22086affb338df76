import COpenSSL

extension CertificateFacts {
    /// Reads one certificate in DER, and nothing after it.
    public init(der: [UInt8]) throws(CertificateError) {
        self.init(try X509Handle.reading(der: der))
    }

    /// Reads the first certificate of a PEM text.
    public init(pem: [UInt8]) throws(CertificateError) {
        self = try Self.reading(pem: pem)[0]
    }

    /// Reads every certificate of a PEM text, in order; there is at least one.
    ///
    /// Other PEM blocks, such as a private key, and text between the blocks are passed over.
    public static func reading(pem: [UInt8]) throws(CertificateError) -> [CertificateFacts] {
        var facts: [CertificateFacts] = []
        try forEachCertificate(pem: pem) { facts.append(CertificateFacts($0)) }
        return facts
    }

    /// The certificate in PEM, made from ``der``.
    public func pem() throws(CertificateError) -> [UInt8] {
        try X509Handle.reading(der: der).pem
    }

    /// The SHA-1 of ``der``, in lower-case hexadecimal digits: some tools still name certificates by it.
    public var sha1: String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard EVP_Digest(der, der.count, &digest, &count, EVP_sha1(), nil) == 1 else { return "" }
        return hexadecimal(digest.prefix(Int(count)))
    }

    /// The facts of a certificate that OpenSSL holds.
    package init(_ certificate: borrowing X509Handle) {
        self.init(
            der: certificate.der,
            subject: certificate.subject,
            commonName: certificate.commonName,
            issuer: certificate.issuer,
            dnsNames: certificate.alternativeNames.dnsNames,
            ipAddresses: certificate.alternativeNames.ipAddresses,
            notBefore: certificate.notBefore,
            notAfter: certificate.notAfter,
            publicKey: certificate.publicKeyName,
            signatureAlgorithm: certificate.signatureAlgorithm,
            isAuthority: certificate.isAuthority,
            isSelfIssued: certificate.isSelfIssued,
            issuerURLs: certificate.issuerURLs,
            sha256: certificate.fingerprint,
            serialNumber: certificate.serialNumber,
            signedTimestamps: certificate.signedTimestamps)
        // What could not be read is no fact, and no error that a later call should find.
        ERR_clear_error()
    }
}
