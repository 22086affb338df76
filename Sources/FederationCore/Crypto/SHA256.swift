import COpenSSL

/// The SHA-256 of `bytes`, 32 bytes.
public func sha256(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { digest($0) }
}

/// The SHA-256 of `bytes`, 32 bytes.
public func sha256(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.withUnsafeBytes { digest($0) }
}

private func digest(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: SHA256Algorithm.byteCount) { output, count in
        let status = EVP_Digest(
            bytes.baseAddress, bytes.count, output.baseAddress, nil, SHA256Algorithm.pointer, nil)
        precondition(status == 1, "OpenSSL has SHA-256")
        count = SHA256Algorithm.byteCount
    }
}

/// SHA-256 over bytes that come in pieces.
public struct SHA256Hasher: ~Copyable {
    private let context: OpaquePointer

    /// A hasher that has seen no bytes.
    public init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        self.context = context
        let status = EVP_DigestInit_ex(context, SHA256Algorithm.pointer, nil)
        precondition(status == 1, "OpenSSL has SHA-256")
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds a piece.
    public mutating func update(_ bytes: some Sequence<UInt8>) {
        let added: Void? = bytes.withContiguousStorageIfAvailable {
            add(UnsafeRawBufferPointer($0))
        }
        if added == nil { Array(bytes).withUnsafeBytes { add($0) } }
    }

    /// The hash of all pieces, 32 bytes; the hasher is used up.
    public consuming func finalize() -> [UInt8] {
        var output = [UInt8](repeating: 0, count: SHA256Algorithm.byteCount)
        let status = EVP_DigestFinal_ex(context, &output, nil)
        precondition(status == 1, "OpenSSL ends every SHA-256")
        return output
    }

    private func add(_ bytes: UnsafeRawBufferPointer) {
        let status = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(status == 1, "OpenSSL takes bytes of any number")
    }
}

/// The algorithm, looked up once: a look-up by every hash costs more than a short hash does.
private enum SHA256Algorithm {
    static let byteCount = 32

    // Safe to share: OpenSSL never changes an EVP_MD once it was fetched, and this one is never freed.
    nonisolated(unsafe) static let pointer: OpaquePointer = {
        guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("OpenSSL has no SHA-256")
        }
        return algorithm
    }()
}
