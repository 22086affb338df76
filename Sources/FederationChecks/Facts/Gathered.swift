/// A fact, or why there is none.
public enum Gathered<Value: Sendable>: Sendable {
    /// It was asked for.
    case made(Value)
    /// It was not asked for; the reason says why.
    case notMade(String)

    /// What was gathered.
    public var value: Value? {
        if case .made(let value) = self { value } else { nil }
    }

    /// Why nothing was gathered.
    public var reason: String? {
        if case .notMade(let reason) = self { reason } else { nil }
    }
}
