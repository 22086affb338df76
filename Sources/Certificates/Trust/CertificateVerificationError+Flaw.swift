import COpenSSL

extension CertificateVerificationError {
    /// What is wrong in a certificate itself, whatever was sent beside it.
    public enum Flaw: Sendable, Hashable, CaseIterable {
        /// It is for another use than that of a server.
        case purpose
        /// It signed another, and is no authority, or none for so long a chain.
        case noAuthority
        /// The authority above it may not issue for its names.
        case constrainedName
        /// Its key or its signature is too weak.
        case weakness
    }

    /// What is wrong in the certificate itself; none where it is something else.
    public var flaw: Flaw? {
        switch Int32(truncatingIfNeeded: code) {
        case X509_V_ERR_INVALID_PURPOSE, X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE: .purpose
        case X509_V_ERR_INVALID_CA, X509_V_ERR_KEYUSAGE_NO_CERTSIGN,
            X509_V_ERR_PATH_LENGTH_EXCEEDED:
            .noAuthority
        case X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION: .constrainedName
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK:
            .weakness
        default: nil
        }
    }
}
