import COpenSSL

extension CertificateVerificationError {
    /// An error by its number, `X509_V_ERR_…`, in OpenSSL's words.
    public init(code: Int, depth: Int, subject: String? = nil) {
        self.init(
            code: code, kind: Kind(code: Int32(truncatingIfNeeded: code)), depth: depth,
            description: String(cString: X509_verify_cert_error_string(code)),
            subject: subject)
    }
}

extension CertificateVerificationError.Kind {
    init(code: Int32) {
        self =
            switch code {
            case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSignedLeaf
            case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: .unknownRoot
            case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
                X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
                .missingIssuer
            case X509_V_ERR_CERT_HAS_EXPIRED: .expired
            case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
            case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: .wrongName
            default: .other
            }
    }
}
