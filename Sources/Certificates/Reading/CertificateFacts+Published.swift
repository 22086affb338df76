import COpenSSL

extension CertificateFacts {
    /// Reads what an authority publishes as its certificate: one in DER, some in PEM, or a PKCS #7 with some, in DER or PEM;
    /// there is at least one.
    ///
    /// RFC 5280, 4.2.2.1 allows one certificate in DER and a PKCS #7 ("certs-only"); PEM is met all the same.
    public static func reading(
        published bytes: [UInt8]
    ) throws(CertificateError) -> [CertificateFacts] {
        guard let bag = PKCS7Handle(bytes) else {
            return bytes.starts(with: "-----BEGIN".utf8)
                ? try reading(pem: bytes) : [try CertificateFacts(der: bytes)]
        }
        let certificates = bag.certificates
        guard !certificates.isEmpty else { throw .emptyBag }
        return certificates
    }
}
