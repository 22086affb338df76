import COpenSSL
import Certificates

/// What all handshakes of an inspector share: one `SSL_CTX` with the trust store.
final class TLSContext: Sendable {
    // SSL_CTX counts its references and locks itself; it is not changed after init.
    nonisolated(unsafe) let pointer: OpaquePointer

    init(trust: TrustStore) {
        guard let context = SSL_CTX_new(TLS_client_method()) else {
            preconditionFailure("OpenSSL has no TLS client: \(openSSLReason())")
        }
        pointer = context
        trust.withStore { SSL_CTX_set1_cert_store(context, $0) }
        shim_ssl_ctx_no_session_cache(context)
        // Not as the system's configuration has it: what is accepted must not differ from host to host.
        SSL_CTX_set_security_level(context, 2)
        SSL_CTX_set_cipher_list(context, "DEFAULT")
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER) { passed, context in
            if passed == 1 { return 1 }
            guard let context,
                let ssl = X509_STORE_CTX_get_ex_data(
                    context, SSL_get_ex_data_X509_STORE_CTX_idx()),
                let data = SSL_get_ex_data(OpaquePointer(ssl), 0)
            else { return 0 }
            Unmanaged<VerificationErrorCollector>.fromOpaque(data).takeUnretainedValue()
                .record(context)
            return 1
        }
    }

    deinit { SSL_CTX_free(pointer) }
}
