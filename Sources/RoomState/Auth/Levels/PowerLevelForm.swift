import MatrixJSON
import RoomEvents

/// The forms in which a room version accepts a power level.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/v1/#mroompower_levels-events-accept-values-as-floats>
enum PowerLevelForm: Sendable, Hashable {
    /// Integers and nothing else, since room version 10.
    case integers
    /// Integers, and strings that are integers, since room version 6.
    case integersAndStrings
    /// Numbers with point and exponent too, which are cut at the point.
    case numbersAndStrings

    init(_ rules: RoomVersionRules) {
        if rules.integerPowerLevels {
            self = .integers
        } else {
            self = rules.numbers == .preserving ? .numbersAndStrings : .integersAndStrings
        }
    }

    /// What is expected, as it follows `expected`.
    var words: String {
        switch self {
        case .integers: "an integer"
        case .integersAndStrings: "an integer, or a string that is one"
        case .numbersAndStrings: "a number, or a string that is an integer"
        }
    }

    /// The level that a value stands for.
    func reading(_ value: JSONElement) -> PowerLevelReading {
        switch value.kind {
        case .number:
            if let integer = value.integer { return .level(.integer(integer)) }
            return number(value.numberText ?? "")
        case .string where self != .integers:
            return Self.integer(value.stringBytes ?? []).map(PowerLevelReading.level) ?? .unreadable
        default: return .unreadable
        }
    }

    private func number(_ text: String) -> PowerLevelReading {
        let isInteger = !text.utf8.contains { [UInt8(ascii: "."), 0x45, 0x65].contains($0) }
        guard self == .numbersAndStrings || isInteger else { return .unreadable }
        return Self.decimal(text)
    }

    /// Applies the exponent, then cuts at the point.
    private static func decimal(_ text: String) -> PowerLevelReading {
        guard Double(text)?.isFinite == true else { return .outOfRange }
        let isNegative = text.hasPrefix("-")
        let parts = text.split { $0 == "e" || $0 == "E" }
        let mantissa = (parts.first ?? "").utf8.drop { $0 == UInt8(ascii: "-") }
        let beforePoint = mantissa.prefix { $0 != UInt8(ascii: ".") }.count
        let digits: [UInt8] = mantissa.compactMap { (48...57).contains($0) ? $0 - 48 : nil }
        let leadingZeros = digits.prefix { $0 == 0 }.count
        guard leadingZeros < digits.count else { return .level(.integer(0)) }
        let exponent = parts.count > 1 ? Self.exponent(of: parts[1]) : 0
        // A double is less than 10^309, so that there are no more digits than that.
        let count = beforePoint - leadingZeros + exponent
        guard count > 0 else { return .level(.integer(0)) }
        guard count <= 309 else { return .outOfRange }
        let kept = digits[leadingZeros...].prefix(count)
        let zeros = [UInt8](repeating: 0, count: count - kept.count)
        return .level(PowerLevel(isNegative: isNegative, digits: Array(kept) + zeros))
    }

    private static func exponent(of text: Substring) -> Int {
        if let exponent = Int(text), abs(exponent) < 1 << 40 { return exponent }
        return text.hasPrefix("-") ? -(1 << 40) : 1 << 40
    }

    /// White space, a sign, digits, white space.
    private static func integer(_ bytes: ArraySlice<UInt8>) -> PowerLevel? {
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        guard let start = scalars.firstIndex(where: { !isSpace($0) }),
            let end = scalars.lastIndex(where: { !isSpace($0) })
        else { return nil }
        var text = scalars[start...end]
        let isNegative = text.first == "-"
        if isNegative || text.first == "+" { text = text.dropFirst() }
        guard !text.isEmpty, text.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return PowerLevel(isNegative: isNegative, digits: text.map { UInt8($0.value - 48) })
    }
}
