import COpenSSL

/// Owns a PKCS #7 of OpenSSL.
struct PKCS7Handle: ~Copyable {
    private let pointer: UnsafeMutablePointer<PKCS7>

    /// Reads DER or PEM; none where the bytes are no PKCS #7, or there are bytes after it.
    init?(_ bytes: [UInt8]) {
        defer { ERR_clear_error() }
        let parsed: UnsafeMutablePointer<PKCS7>?
        if bytes.starts(with: "-----BEGIN PKCS".utf8) {
            let bio = MemoryBIO(bytes)
            parsed = PEM_read_bio_PKCS7(bio.pointer, nil, nil, nil)
        } else {
            parsed = bytes.withUnsafeBufferPointer { bytes in
                var position = bytes.baseAddress
                let bag = d2i_PKCS7(nil, &position, bytes.count)
                guard let start = bytes.baseAddress, position == start + bytes.count else {
                    PKCS7_free(bag)
                    return nil
                }
                return bag
            }
        }
        guard let parsed else { return nil }
        pointer = parsed
    }

    deinit { PKCS7_free(pointer) }

    /// The facts of its certificates, in order; none where it holds something else.
    var certificates: [CertificateFacts] {
        guard let list = shim_pkcs7_certificates(pointer) else { return [] }
        return (0..<max(0, OPENSSL_sk_num(list))).compactMap { index in
            OPENSSL_sk_value(list, index).map {
                CertificateFacts(X509Handle(sharing: OpaquePointer($0)))
            }
        }
    }
}
