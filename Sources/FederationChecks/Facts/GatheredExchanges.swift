/// The HTTP exchanges with one host, by what they were made for.
struct GatheredExchanges: Sendable {
    private var exchangesByProbe: [Probe: Gathered<[ExchangeFacts]>] = [:]
    /// Why everything that was not asked for was not.
    var reason: String

    /// Nothing, for this `reason`.
    init(reason: String = "not asked for") {
        self.reason = reason
    }

    /// Keeps the exchanges of a probe; none at all where there was no need to ask.
    mutating func record(_ gathered: Gathered<[ExchangeFacts]>, of probe: Probe) {
        exchangesByProbe[probe] = gathered
    }

    /// The exchanges of `probe`, in the order in which they were made.
    func exchanges(of probe: Probe) -> Gathered<[ExchangeFacts]> {
        exchangesByProbe[probe] ?? .notMade(reason)
    }

    /// The first exchange of `probe`.
    func exchange(of probe: Probe) -> Gathered<ExchangeFacts> {
        switch exchanges(of: probe) {
        case .notMade(let reason): .notMade(reason)
        case .made(let exchanges): exchanges.first.map(Gathered.made) ?? .notMade("not needed")
        }
    }
}
