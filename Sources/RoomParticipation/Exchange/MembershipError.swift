/// Why a room was not joined, knocked at or left.
public struct MembershipError: Error, Sendable, CustomStringConvertible {
    /// Why each server that was asked did not help, in order; empty where there was none to ask.
    public let attempts: [ParticipationError]
    /// What was done.
    public let steps: [ParticipationStep]

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        attempts.isEmpty
            ? "there is no server to ask for the room"
            : attempts.map(\.description).joined(separator: "; ")
    }

    /// What can be done about it.
    public var hint: String? { attempts.lazy.compactMap(\.hint).first }
}
