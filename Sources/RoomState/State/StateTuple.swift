/// What a state event is the state of: its type and its state key.
///
/// Tuples are compared byte by byte, as other servers do.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#room-state-resolution>
public struct StateTuple: Sendable, Hashable {
    /// The type of the event, such as `m.room.member`.
    public let type: String
    /// The state key, which may be empty.
    public let stateKey: String

    /// The tuple of `type` and `stateKey`.
    public init(_ type: String, _ stateKey: String = "") {
        self.type = type
        self.stateKey = stateKey
    }

    /// Whether both name the same state, byte by byte.
    public static func == (one: Self, other: Self) -> Bool {
        one.type.utf8.elementsEqual(other.type.utf8)
            && one.stateKey.utf8.elementsEqual(other.stateKey.utf8)
    }

    /// Feeds the bytes of both into `hasher`.
    public func hash(into hasher: inout Hasher) {
        for text in [type, stateKey] {
            for byte in text.utf8 { hasher.combine(byte) }
            hasher.combine(UInt8(0xFF))
        }
    }
}
