/// What the specification demands of the receiver of a crafted request.
public enum ReceiverDemand: Sendable, Hashable, CustomStringConvertible {
    /// It is answered as any good one is: with 200.
    case accepted
    /// It is answered with 200, and what is wrong in it has no effect.
    case ignored
    /// It is refused, with one of these statuses; without any, with whatever says that it was refused.
    case refused([Int])
    /// The specification is silent; what servers usually do.
    case silent(usual: String)

    /// The demand in words, as it follows `expected`.
    public var description: String {
        switch self {
        case .accepted: "200"
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

    /// Whether an answer with `status`, which is below 500, is what is demanded; none where that is all the
    /// same.
    func allows(_ status: Int) -> Bool? {
        switch self {
        case .accepted, .ignored: (200..<300).contains(status)
        case .refused(let statuses):
            statuses.isEmpty ? (400..<500).contains(status) : statuses.contains(status)
        case .silent: nil
        }
    }
}
