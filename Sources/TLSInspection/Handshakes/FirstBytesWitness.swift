import COpenSSL

/// Keeps the first bytes that OpenSSL reads from a peer: the head of a record, or what stands in its place.
///
/// OpenSSL reads these five alone, so what follows them is still to be read from the socket when they are no TLS.
final class FirstBytesWitness {
    /// The bytes, five where that many came.
    private(set) var bytes: [UInt8] = []

    /// Looks at all that comes through `bio`; it has to live as long.
    func watch(_ bio: OpaquePointer?) {
        BIO_set_callback_arg(bio, Unmanaged.passUnretained(self).toOpaque())
        BIO_set_callback_ex(bio) { bio, operation, start, _, _, _, result, count in
            guard operation == BIO_CB_READ | BIO_CB_RETURN, result > 0, let start, let count,
                let data = BIO_get_callback_arg(bio)
            else { return Int(result) }
            let witness = Unmanaged<FirstBytesWitness>.fromOpaque(data).takeUnretainedValue()
            witness.record(UnsafeRawBufferPointer(start: start, count: count.pointee))
            return Int(result)
        }
    }

    private func record(_ read: UnsafeRawBufferPointer) {
        guard bytes.count < 5 else { return }
        bytes += read.prefix(5 - bytes.count)
    }
}
