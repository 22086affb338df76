/// A power level: an integer of any size, or more than any integer.
///
/// Rooms of version 5 and earlier have levels beyond 64 bits, which are compared as exactly as the
/// others.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#mroompower_levels>
public enum PowerLevel: Sendable, Hashable, CustomStringConvertible {
    /// An integer that has 64 bits.
    case integer(Int64)
    /// An integer that has more: its digits as numbers, the first of which is not 0.
    case large(isNegative: Bool, digits: [UInt8])
    /// What the creators of a room have since room version 12.
    case infinite

    /// The integer with these digits, given as numbers from 0 to 9.
    init(isNegative: Bool, digits: some Collection<UInt8>) {
        let digits = digits.drop { $0 == 0 }
        guard digits.count > 19 else {
            var value: UInt64 = 0
            for digit in digits { value = value * 10 + UInt64(digit) }
            if isNegative, value <= UInt64(Int64.max) + 1 {
                self = .integer(Int64(truncatingIfNeeded: 0 &- value))
                return
            }
            if let value = Int64(exactly: value), !isNegative {
                self = .integer(value)
                return
            }
            self = .large(isNegative: isNegative, digits: Array(digits))
            return
        }
        self = .large(isNegative: isNegative, digits: Array(digits))
    }

    /// The level in digits; a very long one is shortened.
    public var description: String {
        switch self {
        case .integer(let value): return "\(value)"
        case .infinite: return "infinite"
        case .large(let isNegative, let digits):
            let text = digits.prefix(40).map { "\($0)" }.joined()
            let rest = digits.count > 40 ? "… (\(digits.count) digits)" : ""
            return (isNegative ? "-" : "") + text + rest
        }
    }
}

extension PowerLevel: Comparable {
    /// Whether `left` is less than `right`.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): return left < right
        case (.large(true, let left), .large(true, let right)): return isLess(right, left)
        case (.large(false, let left), .large(false, let right)): return isLess(left, right)
        default: return left.rank < right.rank
        }
    }

    private static func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }

    private var rank: Int {
        switch self {
        case .large(true, _): 0
        case .integer: 1
        case .large(false, _): 2
        case .infinite: 3
        }
    }
}
