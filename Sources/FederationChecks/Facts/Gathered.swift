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

extension Gathered<[ExchangeFacts]> {
    /// What tells something of `probe`: a 429 says no more than that there were too many requests.
    func withoutLimited(of probe: Probe) -> Self {
        guard let exchanges = value, exchanges.contains(where: \.isLimited) else { return self }
        let others = exchanges.filter { !$0.isLimited }
        // The answers of the other probes are told apart by their order.
        let isLoose = [.routes, .otherAgents, .otherHosts, .repetitions].contains(probe)
        return isLoose && !others.isEmpty
            ? .made(others) : .notMade(FactGatherer.answeredWith429)
    }
}
