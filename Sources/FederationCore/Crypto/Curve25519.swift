import COpenSSL

/// The public half of the Curve25519 key with the secret `seed`, 32 bytes: what devices agree on
/// shared secrets with.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#key-algorithms>
public func curve25519PublicKey(of seed: SigningSeed) -> [UInt8] {
    let key = seed.withSecretBytes { secret in
        EVP_PKEY_new_raw_private_key(
            EVP_PKEY_X25519, nil, secret.baseAddress?.assumingMemoryBound(to: UInt8.self),
            secret.count)
    }
    defer { EVP_PKEY_free(key) }
    var bytes = [UInt8](repeating: 0, count: SigningSeed.byteCount)
    var count = bytes.count
    let status = EVP_PKEY_get_raw_public_key(key, &bytes, &count)
    precondition(status == 1 && count == bytes.count, "32 bytes always make a key")
    return bytes
}
