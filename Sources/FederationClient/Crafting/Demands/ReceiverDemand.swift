/// What the specification demands of the receiver of a crafted request.
public enum ReceiverDemand: Sendable, Hashable, CustomStringConvertible {
    /// It is answered as any good one is: with 200.
    case accepted
    /// It is answered with 200, and left at that: nothing in it could have an effect.
    case tolerated
    /// It is answered with 200, and has no effect, though it could have one: clients of the receiver see it.
    case ignored
    /// It is refused, with one of these statuses; without any, with whatever says that it was refused.
    case refused([Int])
    /// The specification is silent; what servers usually do.
    case silent(usual: String)

    /// The demand in words, as it follows `expected`.
    public var description: String {
        switch self {
        case .accepted, .tolerated: "200"
        case .ignored: "200, and no effect"
        case .refused(let statuses):
            statuses.isEmpty
                ? "a refusal (4xx)" : statuses.map(String.init).joined(separator: " or ")
        case .silent(let usual): "the spec does not say (usual: \(usual))"
        }
    }

    /// Whether the specification says nothing.
    public var isSilent: Bool {
        if case .silent = self { return true }
        return false
    }

    /// Whether a refusal of the whole is a warning: nothing forbids it, and nobody is served by it, since a
    /// transaction that is refused for one thing in it is never delivered.
    var isLenient: Bool { self == .tolerated || self == .ignored }

    /// Whether an answer with `status`, which is below 500, is what is demanded; none where that is all the
    /// same.
    func allows(_ status: Int) -> Bool? {
        switch self {
        case .accepted, .tolerated, .ignored: (200..<300).contains(status)
        case .refused(let statuses):
            statuses.isEmpty ? (400..<500).contains(status) : statuses.contains(status)
        case .silent: nil
        }
    }
}
