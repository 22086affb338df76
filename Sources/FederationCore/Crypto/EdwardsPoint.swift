/// Points of the curve Ed25519, as far as judging a public key needs them.
///
/// OpenSSL takes any 32 bytes for a public key, and fails only when it verifies with it.
enum EdwardsPoint {
    /// Whether 32 bytes encode a point, by the rules of RFC 8032 section 5.1.3.
    static func isEncoded(in bytes: [UInt8]) -> Bool {
        guard bytes.count == 32 else { return false }
        let isXNegative = bytes[31] & 0x80 != 0
        // 1. The y-coordinate is less than the prime.
        guard let y = FieldElement(bytes: bytes) else { return false }
        // 2. x² = (y² - 1) / (d·y² + 1), whose denominator is never zero.
        let ySquared = y.squared()
        let u = ySquared - .one
        let v = ySquared * .d + .one
        // 3. The quotient has a root; the sign bit is clear where the root is zero.
        guard !u.isZero else { return !isXNegative }
        return (u * v).isSquare
    }
}
