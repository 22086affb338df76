import COpenSSL
import Certificates
import FederationCore

/// The server's side of TLS for scripted servers.
final class ScriptedTLS: Sendable {
    // SSL_CTX counts its references and locks itself.
    nonisolated(unsafe) let context: OpaquePointer
    let applicationProtocols: [String]
    let fallback: ScriptedTLS?
    let stapledAnswer: [UInt8]?

    /// Shows `certificate` with its intermediates.
    init(
        _ certificate: IssuedCertificate, _ options: ScriptedTLSOptions = ScriptedTLSOptions()
    ) throws(ScriptedServerError) {
        guard let context = SSL_CTX_new(TLS_server_method()) else {
            throw ScriptedServerError(description: "no TLS context")
        }
        self.context = context
        applicationProtocols = options.applicationProtocols
        stapledAnswer = options.stapledAnswer
        fallback = try options.withoutServerName.map { certificate throws(ScriptedServerError) in
            try ScriptedTLS(certificate)
        }
        var isFirst = true
        try Self.forEach(certificate.chainPEM) { bio in
            guard let part = PEM_read_bio_X509(bio, nil, nil, nil) else { return false }
            defer { X509_free(part) }
            if isFirst {
                SSL_CTX_use_certificate(context, part)
            } else {
                SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(part))
            }
            isFirst = false
            return true
        }
        try Self.forEach(certificate.privateKey.bytes) { bio in
            guard let key = PEM_read_bio_PrivateKey(bio, nil, nil, nil) else { return false }
            defer { EVP_PKEY_free(key) }
            SSL_CTX_use_PrivateKey(context, key)
            return false
        }
        guard SSL_CTX_check_private_key(context) == 1 else {
            throw ScriptedServerError(description: "key and certificate do not belong together")
        }
        // No file is left behind, and none is found: a refused client key is nothing to us.
        ERR_clear_error()
        try use(options)
    }

    deinit {
        SSL_CTX_free(context)
    }

    /// Shakes hands on a connected socket; none where the client would not.
    func accept(_ descriptor: Int32) -> OpaquePointer? {
        guard let session = SSL_new(context) else { return nil }
        SSL_set_fd(session, descriptor)
        guard SSL_accept(session) == 1 else {
            SSL_free(session)
            ERR_clear_error()
            return nil
        }
        return session
    }

    private static func forEach(
        _ pem: [UInt8], _ body: (OpaquePointer) -> Bool
    ) throws(ScriptedServerError) {
        let bio = BIO_new(BIO_s_mem())
        guard let bio else { throw ScriptedServerError(description: "no memory for a PEM text") }
        defer { BIO_free(bio) }
        BIO_write(bio, pem, Int32(pem.count))
        while body(bio) {}
    }
}
