import COpenSSL
import FederationCore

extension ScriptedTLS {
    /// Takes over the options; the callbacks know this object for as long as its context lives.
    func use(_ options: ScriptedTLSOptions) throws(ScriptedServerError) {
        SSL_CTX_set_security_level(context, 0)
        SSL_CTX_set_cipher_list(context, options.cipherList ?? "DEFAULT:@SECLEVEL=0")
        if let algorithms = options.signatureAlgorithms {
            shim_ssl_ctx_set_signature_algorithms(context, algorithms)
        }
        if options.asksForClientCertificate {
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER) { _, _ in 1 }
        }
        if options.requiresClientCertificate {
            SSL_CTX_set_verify(
                context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
            ) { _, _ in 1 }
        }
        let lowest = number(of: options.lowestVersion)
        let highest = number(of: options.highestVersion)
        guard shim_ssl_ctx_set_versions(context, lowest, highest) == 1 else {
            throw ScriptedServerError(description: "versions of TLS that cannot be")
        }
        let data = Unmanaged.passUnretained(self).toOpaque()
        shim_ssl_ctx_set_server_name_callback(
            context,
            { ssl, _, data in
                guard let data else { return SSL_TLSEXT_ERR_NOACK }
                let server = Unmanaged<ScriptedTLS>.fromOpaque(data).takeUnretainedValue()
                if SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name) == nil,
                    let fallback = server.fallback
                {
                    SSL_set_SSL_CTX(ssl, fallback.context)
                }
                return SSL_TLSEXT_ERR_OK
            }, data)
        if let list = options.timestampList { try send(list) }
        if stapledAnswer != nil {
            shim_ssl_ctx_set_staple_callback(
                context,
                { ssl, data in
                    guard let ssl, let data else { return SSL_TLSEXT_ERR_NOACK }
                    let server = Unmanaged<ScriptedTLS>.fromOpaque(data).takeUnretainedValue()
                    guard let answer = server.stapledAnswer else { return SSL_TLSEXT_ERR_NOACK }
                    return shim_ssl_staple(ssl, answer, answer.count) == 1
                        ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK
                }, data)
        }
        guard !options.applicationProtocols.isEmpty else { return }
        SSL_CTX_set_alpn_select_cb(
            context,
            { _, chosen, chosenLength, offered, offeredLength, data in
                guard let data, let chosen, let offered else { return SSL_TLSEXT_ERR_NOACK }
                let server = Unmanaged<ScriptedTLS>.fromOpaque(data).takeUnretainedValue()
                let list = UnsafeBufferPointer(start: offered, count: Int(offeredLength))
                guard let index = server.choice(from: list) else { return SSL_TLSEXT_ERR_NOACK }
                // The choice points into the client's offer, which outlives this call.
                chosen.pointee = offered + index + 1
                chosenLength?.pointee = list[index]
                return SSL_TLSEXT_ERR_OK
            }, data)
    }

    /// Sends the extension `signed_certificate_timestamp`, in the form that OpenSSL wants for TLS 1.2 and 1.3.
    private func send(_ timestampList: [UInt8]) throws(ScriptedServerError) {
        let places =
            SSL_EXT_CLIENT_HELLO | SSL_EXT_TLS1_2_SERVER_HELLO | SSL_EXT_TLS1_3_CERTIFICATE
        let head = [
            UInt8(places >> 24 & 0xFF), UInt8(places >> 16 & 0xFF), UInt8(places >> 8 & 0xFF),
        ]
        let count = timestampList.count
        let bytes =
            head + [UInt8(places & 0xFF), 0, 18, UInt8(count >> 8), UInt8(count & 0xFF)]
            + timestampList
        let version = UInt32(SSL_SERVERINFOV2)
        guard SSL_CTX_use_serverinfo_ex(context, version, bytes, bytes.count) == 1 else {
            throw ScriptedServerError(description: "timestamps that OpenSSL does not send")
        }
    }

    /// Where in the client's list (each name after a byte with its length) the server's first choice begins.
    private func choice(from offered: UnsafeBufferPointer<UInt8>) -> Int? {
        for name in applicationProtocols {
            var index = 0
            while index < offered.count {
                let end = index + 1 + Int(offered[index])
                guard end <= offered.count else { break }
                if offered[(index + 1)..<end].elementsEqual(name.utf8) { return index }
                index = end
            }
        }
        return nil
    }
}

private func number(of version: TLSVersion) -> Int32 {
    switch version {
    case .tls10: TLS1_VERSION
    case .tls11: TLS1_1_VERSION
    case .tls12: TLS1_2_VERSION
    case .tls13: TLS1_3_VERSION
    }
}
