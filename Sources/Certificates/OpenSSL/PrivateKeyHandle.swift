import COpenSSL

/// Owns a private key of OpenSSL; shared, and never changed.
final class PrivateKeyHandle: Sendable {
    // Unsafe only to the compiler, which knows no C: EVP_PKEY counts its references under a lock of its own, and the key
    // is only read.
    nonisolated(unsafe) let pointer: OpaquePointer

    private init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Makes a new key.
    static func generate(_ kind: KeyKind) throws(CertificateAuthorityError) -> PrivateKeyHandle {
        ERR_clear_error()
        let key =
            switch kind {
            case .ecP256: shim_generate_ec_key("P-256")
            case .rsa2048: shim_generate_rsa_key(2048)
            case .ed25519: shim_generate_ed25519_key()
            }
        guard let key else {
            throw .failed(action: "make a key (\(kind.rawValue))", reason: openSSLReason())
        }
        return PrivateKeyHandle(owning: key)
    }

    /// Reads a key from PEM; one that is encrypted is an error, not a question.
    static func reading(
        pem: [UInt8], path: String
    ) throws(CertificateAuthorityError) -> PrivateKeyHandle {
        ERR_clear_error()
        let bio = MemoryBIO(pem)
        guard let key = PEM_read_bio_PrivateKey(bio.pointer, nil, { _, _, _, _ in -1 }, nil) else {
            throw .invalidKey(path: path, reason: openSSLReason())
        }
        return PrivateKeyHandle(owning: key)
    }

    deinit { EVP_PKEY_free(pointer) }

    /// The key in PEM (PKCS#8).
    var pem: PrivateKeyPEM {
        let bio = MemoryBIO()
        PEM_write_bio_PKCS8PrivateKey(bio.pointer, pointer, nil, nil, 0, nil, nil)
        return PrivateKeyPEM(bytes: bio.bytes)
    }

    /// What signs with it: Ed25519 has its digest built in.
    var digest: OpaquePointer? {
        EVP_PKEY_get_base_id(pointer) == EVP_PKEY_ED25519 ? nil : EVP_sha256()
    }
}
