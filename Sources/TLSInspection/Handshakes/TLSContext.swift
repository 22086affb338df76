import COpenSSL
import Certificates

/// What all handshakes of an inspector share: one `SSL_CTX` with the trust store.
final class TLSContext: Sendable {
    // Unsafe only to the compiler, which knows no C: SSL_CTX counts its references under a lock of its own, SSL_new only
    // reads it, and it is not changed after init.
    nonisolated(unsafe) let pointer: OpaquePointer
    /// The roots.
    let trust: TrustStore

    init(trust: TrustStore) {
        guard let context = SSL_CTX_new(TLS_client_method()) else {
            preconditionFailure("OpenSSL has no TLS client: \(openSSLReason())")
        }
        pointer = context
        self.trust = trust
        trust.withStore { SSL_CTX_set1_cert_store(context, $0) }
        shim_ssl_ctx_no_session_cache(context)
        // Not as the system's configuration has it: what is accepted must not differ from host to host.
        SSL_CTX_set_security_level(context, 2)
        SSL_CTX_set_cipher_list(context, "DEFAULT")
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER) { passed, context in
            if passed == 1 { return 1 }
            guard let context, let findings = HandshakeFindings.found(verifying: context) else {
                return 0
            }
            findings.collector.record(context)
            return 1
        }
        SSL_CTX_set_cert_verify_callback(
            context,
            { context, _ in
                guard let context, let findings = HandshakeFindings.found(verifying: context) else {
                    return 0
                }
                return findings.readsCertificates ? X509_verify_cert(context) : 1
            }, nil)
        // Asks for timestamps of transparency logs, in the handshake and in a stapled answer. None is demanded, and what
        // cannot be read may not stay behind as an error, which would end the handshake.
        SSL_CTX_set_ct_validation_callback(
            context,
            { _, _, _ in
                ERR_clear_error()
                return 1
            }, nil)
        // Asked for a certificate, we have none; that it was asked for is worth knowing.
        SSL_CTX_set_client_cert_cb(context) { ssl, _, _ in
            guard let ssl, let findings = HandshakeFindings.found(in: ssl) else { return 0 }
            findings.asksForClientCertificate = true
            return 0
        }
    }

    deinit { SSL_CTX_free(pointer) }
}
