import COpenSSL

/// The secret of a signing key: 32 bytes that are never described, dumped or reflected.
///
/// The bytes live in memory of their own, which is wiped when the last copy of the seed is gone.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#signing-details>
public struct SigningSeed: Sendable, Equatable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    /// How many bytes a seed has.
    public static let byteCount = 32

    private let memory: SecretMemory

    /// Takes 32 bytes.
    ///
    /// - Throws: ``SigningSeedError`` where there are more or fewer.
    public init(bytes: some Collection<UInt8>) throws(SigningSeedError) {
        guard bytes.count == Self.byteCount else { throw .wrongLength(bytes.count) }
        memory = SecretMemory(bytes)
    }

    /// Makes a seed from 32 random bytes of `generator`.
    public static func random(using generator: inout some RandomNumberGenerator) -> SigningSeed {
        var bytes: [UInt8] = []
        for _ in 0..<byteCount {
            bytes.append(UInt8.random(in: .min ... .max, using: &generator))
        }
        return SigningSeed(memory: SecretMemory(bytes))
    }

    init(memory: SecretMemory) {
        self.memory = memory
    }

    /// Lends the secret bytes, for writing a key file; the caller keeps no copy.
    public func withSecretBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(memory.bytes))
    }

    /// Compares in constant time.
    public static func == (left: SigningSeed, right: SigningSeed) -> Bool {
        CRYPTO_memcmp(
            left.memory.bytes.baseAddress, right.memory.bytes.baseAddress, byteCount) == 0
    }

    /// Says that the seed is redacted.
    public var description: String { "SigningSeed(redacted)" }

    /// Says that the seed is redacted.
    public var debugDescription: String { description }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
