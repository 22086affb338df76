import COpenSSL

/// Collects every error of one verification, each depth and code once, and lets the verification go on.
///
/// It belongs to the thread that verifies.
package final class VerificationErrorCollector {
    /// The errors, in the order in which they were met.
    package private(set) var errors: [CertificateVerificationError] = []

    package init() {}

    /// What `X509_STORE_CTX` has to say about one certificate; goes into its callback.
    package func record(_ context: OpaquePointer) {
        let error = CertificateVerificationError(
            code: Int(X509_STORE_CTX_get_error(context)),
            depth: Int(X509_STORE_CTX_get_error_depth(context)),
            subject: X509_STORE_CTX_get_current_cert(context).map {
                X509Handle(sharing: $0).subject
            })
        if !errors.contains(where: { $0.code == error.code && $0.depth == error.depth }) {
            errors.append(error)
        }
    }

    /// That the name to verify for cannot be one, so that no certificate is for it.
    package func recordImpossibleName() {
        errors.append(
            CertificateVerificationError(code: Int(X509_V_ERR_HOSTNAME_MISMATCH), depth: 0))
    }
}
