/// Why bytes are no seed.
public enum SigningSeedError: Error, Hashable, CustomStringConvertible {
    /// Not 32 bytes.
    case wrongLength(Int)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .wrongLength(let count): "the seed of a signing key has \(count) bytes, not 32"
        }
    }
}
