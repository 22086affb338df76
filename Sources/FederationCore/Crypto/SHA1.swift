import COpenSSL

/// The SHA-1 of `bytes`, 20 bytes: for the order of events in rooms of version 1 alone, where nothing depends
/// on its strength.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/v1/#state-resolution>
public func sha1(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let message = Array(bytes)
    return [UInt8](unsafeUninitializedCapacity: 20) { output, count in
        let status = EVP_Digest(
            message, message.count, output.baseAddress, nil, EVP_sha1(), nil)
        precondition(status == 1, "OpenSSL has SHA-1")
        count = 20
    }
}
