/// Text in the form that DNS can hold, as after `xn--`.
///
/// Spec: <https://www.rfc-editor.org/rfc/rfc3492>
public enum Punycode {
    private static let base = 36
    private static let leastThreshold = 1
    private static let mostThreshold = 26

    /// The code points that `text` stands for; none where it stands for nothing.
    public static func decode(_ text: some StringProtocol) -> [Unicode.Scalar]? {
        let bytes = Array(text.utf8)
        let delimiter = bytes.lastIndex(of: UInt8(ascii: "-"))
        var output: [Unicode.Scalar] = []
        for byte in bytes[..<(delimiter ?? 0)] {
            guard byte < 0x80 else { return nil }
            output.append(Unicode.Scalar(byte))
        }
        var rest = bytes[(delimiter.map { $0 + 1 } ?? 0)...]
        var (code, index, bias) = (128, 0, 72)
        while !rest.isEmpty {
            guard let distance = distance(&rest, bias: bias), index + distance <= 1 << 40 else {
                return nil
            }
            let start = index
            index += distance
            let length = output.count + 1
            bias = adapt(index - start, length: length, isFirst: start == 0)
            code += index / length
            index %= length
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                return nil
            }
            output.insert(scalar, at: index)
            index += 1
        }
        return output
    }

    /// The next number of variable length.
    private static func distance(_ rest: inout ArraySlice<UInt8>, bias: Int) -> Int? {
        var (sum, weight, place) = (0, 1, base)
        while let byte = rest.popFirst() {
            guard let digit = digit(byte), weight <= 1 << 32 else { return nil }
            sum += digit * weight
            let threshold = min(max(place - bias, leastThreshold), mostThreshold)
            if digit < threshold { return sum }
            weight *= base - threshold
            place += base
        }
        return nil
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 26
        default: nil
        }
    }

    private static func adapt(_ distance: Int, length: Int, isFirst: Bool) -> Int {
        var distance = isFirst ? distance / 700 : distance / 2
        distance += distance / length
        var bias = 0
        while distance > (base - leastThreshold) * mostThreshold / 2 {
            distance /= base - leastThreshold
            bias += base
        }
        return bias + (base - leastThreshold + 1) * distance / (distance + 38)
    }
}
