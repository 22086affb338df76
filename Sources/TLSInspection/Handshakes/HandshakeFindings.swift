import COpenSSL
import Certificates

/// What OpenSSL's callbacks find out during one handshake; belongs to the thread of the loop.
final class HandshakeFindings {
    /// Every error of the verification.
    let collector = VerificationErrorCollector()
    /// Whether the certificates are to be verified.
    let readsCertificates: Bool
    /// Whether the peer asked for a client certificate.
    var asksForClientCertificate = false

    init(readsCertificates: Bool) {
        self.readsCertificates = readsCertificates
    }

    /// Lets the callbacks of `ssl` find this; it has to live as long.
    func attach(to ssl: OpaquePointer) {
        SSL_set_ex_data(ssl, 0, Unmanaged.passUnretained(self).toOpaque())
    }

    /// The findings of the handshake of `ssl`.
    static func found(in ssl: OpaquePointer) -> HandshakeFindings? {
        guard let data = SSL_get_ex_data(ssl, 0) else { return nil }
        return Unmanaged<HandshakeFindings>.fromOpaque(data).takeUnretainedValue()
    }

    /// The findings of the handshake whose chain `context`, an `X509_STORE_CTX`, verifies.
    static func found(verifying context: OpaquePointer) -> HandshakeFindings? {
        let index = SSL_get_ex_data_X509_STORE_CTX_idx()
        guard let ssl = X509_STORE_CTX_get_ex_data(context, index) else { return nil }
        return found(in: OpaquePointer(ssl))
    }
}
