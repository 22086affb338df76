/// Why a text is not base64.
public enum Base64Error: Error, Hashable, CustomStringConvertible {
    /// A byte that the alphabet does not have, and where.
    case invalidCharacter(UInt8, offset: Int)
    /// A count of characters that no bytes have.
    case invalidLength(Int)
    /// Padding where there must be none (strict), or more than two `=`.
    case padding
    /// The last character has bits that belong to no byte (strict).
    case trailingBits

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .invalidCharacter(let byte, let offset):
            "\(Self.name(byte)) at offset \(offset) is not a base64 character"
        case .invalidLength(let count): "no bytes make \(count) characters of base64"
        case .padding: "the base64 is padded with '=' where it must not be"
        case .trailingBits: "the last character of the base64 has bits that belong to no byte"
        }
    }

    private static func name(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Unicode.Scalar(byte))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "the byte 0x" + (digits.utf8.count == 1 ? "0" : "") + digits
    }
}
