import COpenSSL

/// Owns one certificate of OpenSSL.
package struct X509Handle: ~Copyable {
    /// The certificate, as long as its owner lives.
    package let pointer: OpaquePointer

    /// Takes over a reference.
    package init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Takes a reference of its own to a certificate that somebody else owns.
    package init(sharing pointer: OpaquePointer) {
        X509_up_ref(pointer)
        self.pointer = pointer
    }

    /// Reads one certificate, and nothing after it.
    package static func reading(der: [UInt8]) throws(CertificateError) -> X509Handle {
        ERR_clear_error()
        var length = 0
        let parsed = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            let certificate = d2i_X509(nil, &position, bytes.count)
            if let start = bytes.baseAddress, let end = position { length = end - start }
            return certificate
        }
        guard let parsed else { throw .unreadable(index: nil, reason: openSSLReason()) }
        let handle = X509Handle(owning: parsed)
        guard length == der.count else { throw .trailingBytes(count: der.count - length) }
        return handle
    }

    deinit { X509_free(pointer) }

    /// The certificate in DER.
    package var der: [UInt8] {
        let length = i2d_X509(pointer, nil)
        guard length > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var position = buffer.baseAddress
            count = Int(max(0, i2d_X509(pointer, &position)))
        }
    }

    /// The certificate in PEM.
    var pem: [UInt8] {
        let bio = MemoryBIO()
        PEM_write_bio_X509(bio.pointer, pointer)
        return bio.bytes
    }
}
