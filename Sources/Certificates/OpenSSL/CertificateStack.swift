import COpenSSL

/// Owns a list of certificates as OpenSSL has it.
struct CertificateStack: ~Copyable {
    let pointer: OpaquePointer

    init() {
        guard let stack = OPENSSL_sk_new_null() else { preconditionFailure("no memory") }
        pointer = stack
    }

    deinit {
        while let certificate = OPENSSL_sk_pop(pointer) { X509_free(OpaquePointer(certificate)) }
        OPENSSL_sk_free(pointer)
    }

    /// The first certificate, as long as the list lives.
    var first: OpaquePointer? { OPENSSL_sk_value(pointer, 0).map { OpaquePointer($0) } }

    /// Appends a certificate; `false` where the bytes are none.
    func push(der: [UInt8]) -> Bool {
        do throws(CertificateError) {
            let handle = try X509Handle.reading(der: der)
            X509_up_ref(handle.pointer)
            OPENSSL_sk_push(pointer, UnsafeRawPointer(handle.pointer))
            return true
        } catch {
            // The facts were made by hand, without the bytes of a certificate.
            return false
        }
    }
}
