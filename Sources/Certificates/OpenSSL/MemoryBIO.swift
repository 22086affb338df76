import COpenSSL

/// Owns a buffer that OpenSSL reads from or writes to.
struct MemoryBIO: ~Copyable {
    let pointer: OpaquePointer

    init() {
        guard let bio = BIO_new(BIO_s_mem()) else { preconditionFailure("no memory") }
        pointer = bio
    }

    init(_ bytes: [UInt8]) {
        self.init()
        bytes.withUnsafeBytes { source in
            var written = 0
            precondition(
                source.isEmpty
                    || BIO_write_ex(pointer, source.baseAddress, source.count, &written) == 1,
                "no memory")
        }
    }

    deinit { BIO_free(pointer) }

    /// What is in it.
    var bytes: [UInt8] {
        var start: UnsafePointer<CChar>?
        let count = shim_bio_memory(pointer, &start)
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// What is in it, as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
