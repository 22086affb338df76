/// The two alphabets of base64.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#unpadded-base64>
public enum Base64Alphabet: Sendable, Hashable, CaseIterable {
    /// With `+` and `/`.
    case standard
    /// With `-` and `_`.
    case urlSafe

    /// Whether `character` belongs to the alphabet; `=` does not.
    public func contains(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "+"), UInt8(ascii: "/"): self == .standard
        case UInt8(ascii: "-"), UInt8(ascii: "_"): self == .urlSafe
        default: false
        }
    }

    /// The 64 characters, by their value.
    var characters: [UInt8] {
        self == .standard ? Self.standardCharacters : Self.urlSafeCharacters
    }

    private static let common =
        Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8) + Array("abcdefghijklmnopqrstuvwxyz".utf8)
        + Array("0123456789".utf8)
    private static let standardCharacters = common + Array("+/".utf8)
    private static let urlSafeCharacters = common + Array("-_".utf8)
}
