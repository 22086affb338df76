/// A number modulo the prime 2^255 - 19, in five limbs of 51 bits.
///
/// It judges public keys only, so it need not run in constant time.
struct FieldElement: Sendable {
    private var limbs: (UInt64, UInt64, UInt64, UInt64, UInt64)

    private static let mask: UInt64 = 1 << 51 - 1

    static let zero = FieldElement(limbs: (0, 0, 0, 0, 0))
    static let one = FieldElement(limbs: (1, 0, 0, 0, 0))

    /// The constant d of the curve, -121665/121666.
    static let d = FieldElement(
        limbs: (
            929_955_233_495_203, 466_365_720_129_213, 1_662_059_464_998_953,
            2_033_849_074_728_123, 1_442_794_654_840_575
        ))

    private init(limbs: (UInt64, UInt64, UInt64, UInt64, UInt64)) {
        self.limbs = limbs
    }

    /// Reads 32 bytes, the lowest first, without the highest bit; nil where the number is not less
    /// than the prime.
    init?(bytes: [UInt8]) {
        func word(_ start: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in (start..<start + 8).reversed() {
                value = value << 8 | UInt64(bytes[index])
            }
            return value
        }
        let words = (word(0), word(8), word(16), word(24) & (1 << 63 - 1))
        limbs = (
            words.0 & Self.mask,
            (words.0 >> 51 | words.1 << 13) & Self.mask,
            (words.1 >> 38 | words.2 << 26) & Self.mask,
            (words.2 >> 25 | words.3 << 39) & Self.mask,
            words.3 >> 12
        )
        let isAtLeastPrime =
            limbs.4 == Self.mask && limbs.3 == Self.mask && limbs.2 == Self.mask
            && limbs.1 == Self.mask && limbs.0 >= Self.mask - 18
        if isAtLeastPrime { return nil }
    }

    static func + (left: FieldElement, right: FieldElement) -> FieldElement {
        FieldElement(
            limbs: (
                left.limbs.0 + right.limbs.0, left.limbs.1 + right.limbs.1,
                left.limbs.2 + right.limbs.2, left.limbs.3 + right.limbs.3,
                left.limbs.4 + right.limbs.4
            )
        ).carried()
    }

    /// Adds twice the prime first, so that no limb goes below zero.
    static func - (left: FieldElement, right: FieldElement) -> FieldElement {
        let twice = 2 * mask
        return FieldElement(
            limbs: (
                left.limbs.0 + (twice - 36) - right.limbs.0, left.limbs.1 + twice - right.limbs.1,
                left.limbs.2 + twice - right.limbs.2, left.limbs.3 + twice - right.limbs.3,
                left.limbs.4 + twice - right.limbs.4
            )
        ).carried()
    }

    static func * (left: FieldElement, right: FieldElement) -> FieldElement {
        let (a0, a1, a2, a3, a4) = left.limbs
        let (b0, b1, b2, b3, b4) = right.limbs
        func product(_ a: UInt64, _ b: UInt64) -> UInt128 {
            UInt128(a) * UInt128(b)
        }
        // What goes past 2^255 comes back nineteenfold.
        let (c1, c2, c3, c4) = (b1 * 19, b2 * 19, b3 * 19, b4 * 19)
        var r0 = product(a0, b0) + product(a1, c4) + product(a2, c3)
        r0 += product(a3, c2) + product(a4, c1)
        var r1 = product(a0, b1) + product(a1, b0) + product(a2, c4)
        r1 += product(a3, c3) + product(a4, c2)
        var r2 = product(a0, b2) + product(a1, b1) + product(a2, b0)
        r2 += product(a3, c4) + product(a4, c3)
        var r3 = product(a0, b3) + product(a1, b2) + product(a2, b1)
        r3 += product(a3, b0) + product(a4, c4)
        var r4 = product(a0, b4) + product(a1, b3) + product(a2, b2)
        r4 += product(a3, b1) + product(a4, b0)
        r1 += r0 >> 51
        r2 += r1 >> 51
        r3 += r2 >> 51
        r4 += r3 >> 51
        func low(_ value: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: value) & mask }
        let carry = UInt64(truncatingIfNeeded: r4 >> 51)
        return FieldElement(
            limbs: (low(r0) + carry * 19, low(r1), low(r2), low(r3), low(r4))
        ).carried()
    }

    func squared() -> FieldElement {
        self * self
    }

    /// Whether the number is zero modulo the prime.
    var isZero: Bool {
        let reduced = carried().carried()
        let (a, b, c, d, e) = reduced.limbs
        if a == 0, b == 0, c == 0, d == 0, e == 0 { return true }
        // The prime itself, whose lowest limb is 2^51 - 19.
        return a == Self.mask - 18 && b == Self.mask && c == Self.mask && d == Self.mask
            && e == Self.mask
    }

    /// Whether the number is the square of another, by Euler's criterion: x^((p-1)/2) is 1 (or 0).
    ///
    /// (p - 1) / 2 is 2^254 - 10.
    var isSquare: Bool {
        var power = FieldElement.one
        for bit in (0..<254).reversed() {
            power = power.squared()
            // 2^254 - 10 is 250 ones and then 0110 in base 2.
            if bit >= 4 || bit == 2 || bit == 1 { power = power * self }
        }
        return (power - .one).isZero || power.isZero
    }

    private func carried() -> FieldElement {
        var (a, b, c, d, e) = limbs
        b += a >> 51
        a &= Self.mask
        c += b >> 51
        b &= Self.mask
        d += c >> 51
        c &= Self.mask
        e += d >> 51
        d &= Self.mask
        a += (e >> 51) * 19
        e &= Self.mask
        return FieldElement(limbs: (a, b, c, d, e))
    }
}
