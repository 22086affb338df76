import COpenSSL
import Synchronization

// The only file that knows which library computes Ed25519.

/// Signs with one secret, on any number of threads at once.
final class Ed25519Signer: Sendable {
    /// The public half, 32 bytes.
    let publicKeyBytes: [UInt8]
    private let contexts: ContextPool

    init(seed: SigningSeed) {
        let key = seed.withSecretBytes { secret in
            OwnedKey(
                EVP_PKEY_new_raw_private_key(
                    EVP_PKEY_ED25519, nil,
                    secret.baseAddress?.assumingMemoryBound(to: UInt8.self), secret.count))
        }
        var bytes = [UInt8](repeating: 0, count: VerifyKey.byteCount)
        var count = bytes.count
        let status = EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count)
        precondition(status == 1 && count == VerifyKey.byteCount, "32 bytes always make a key")
        publicKeyBytes = bytes
        contexts = ContextPool(key: key, use: .sign)
    }

    func sign(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        let status = contexts.withContext { context in
            var count = signature.count
            return EVP_DigestSign(context, &signature, &count, message, message.count)
        }
        precondition(status == 1, "OpenSSL signs with every Ed25519 key")
        return signature
    }
}

/// Verifies with one public key, on any number of threads at once.
final class Ed25519Verifier: Sendable {
    private let contexts: ContextPool

    /// Takes 32 bytes; that they encode a point is for the caller to know.
    init(publicKey bytes: [UInt8]) {
        let key = OwnedKey(
            EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count))
        contexts = ContextPool(key: key, use: .verify)
    }

    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == 64 else { return false }
        let status = contexts.withContext { context in
            EVP_DigestVerify(context, signature, signature.count, message, message.count)
        }
        if status != 1 { ERR_clear_error() }
        return status == 1
    }
}

/// Owns a key of OpenSSL, which is never changed after it was made.
private final class OwnedKey: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer?) {
        guard let pointer else { preconditionFailure("OpenSSL makes a key of any 32 bytes") }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }
}

/// The contexts of one key: as many as there were ever users at once.
///
/// Making a context ready costs a look-up under a lock that all threads share, so each is made
/// ready once and used again. A context belongs to the pool while it is idle and to one thread
/// while it is in use: that is the only hand-over.
private final class ContextPool: @unchecked Sendable {
    enum Use {
        case sign
        case verify
    }

    private let key: OwnedKey
    private let use: Use
    private let idle = Mutex<[UInt]>([])

    init(key: OwnedKey, use: Use) {
        self.key = key
        self.use = use
    }

    deinit {
        idle.withLock { contexts in
            for context in contexts { EVP_MD_CTX_free(OpaquePointer(bitPattern: context)) }
        }
    }

    func withContext(_ body: (OpaquePointer) -> Int32) -> Int32 {
        let taken = idle.withLock { $0.popLast() }
        let context = taken.flatMap { OpaquePointer(bitPattern: $0) } ?? makeContext()
        let status = body(context)
        if !Self.contextsServeAgain { makeReady(context) }
        idle.withLock { $0.append(UInt(bitPattern: context)) }
        return status
    }

    private func makeContext() -> OpaquePointer {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        makeReady(context)
        return context
    }

    private func makeReady(_ context: OpaquePointer) {
        let status =
            switch use {
            case .sign: EVP_DigestSignInit(context, nil, nil, nil, key.pointer)
            case .verify: EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer)
            }
        precondition(status == 1, "OpenSSL makes a context ready for every Ed25519 key")
    }

    /// Whether this OpenSSL lets a context sign and verify a second time without being made ready
    /// again, as 3.0 does; found out by trying.
    private static let contextsServeAgain: Bool = {
        let key = OwnedKey(
            EVP_PKEY_new_raw_private_key(
                EVP_PKEY_ED25519, nil, [UInt8](repeating: 1, count: 32), 32))
        guard let signing = EVP_MD_CTX_new(), let verifying = EVP_MD_CTX_new() else {
            preconditionFailure("out of memory")
        }
        defer {
            EVP_MD_CTX_free(signing)
            EVP_MD_CTX_free(verifying)
            ERR_clear_error()
        }
        guard EVP_DigestSignInit(signing, nil, nil, nil, key.pointer) == 1,
            EVP_DigestVerifyInit(verifying, nil, nil, nil, key.pointer) == 1
        else { return false }
        for message: [UInt8] in [[1], [2, 3]] {
            var signature = [UInt8](repeating: 0, count: 64)
            var count = signature.count
            guard EVP_DigestSign(signing, &signature, &count, message, message.count) == 1,
                EVP_DigestVerify(verifying, signature, count, message, message.count) == 1
            else { return false }
        }
        return true
    }()
}
