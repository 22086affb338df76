/// What the test of a cause came to.
public enum RefusalTest: Sendable, Hashable {
    /// It is the cause, or one of them; what was seen.
    case found(String)
    /// It is not the cause; what was seen.
    case ruledOut(String)
    /// It could not be tested; why.
    case untested(String)

    /// What was seen, or why nothing was.
    public var words: String {
        switch self {
        case .found(let words), .ruledOut(let words), .untested(let words): words
        }
    }

    /// Whether it is the cause.
    public var isFound: Bool {
        if case .found = self { return true }
        return false
    }

    /// Whether it could not be tested.
    public var isUntested: Bool {
        if case .untested = self { return true }
        return false
    }
}
