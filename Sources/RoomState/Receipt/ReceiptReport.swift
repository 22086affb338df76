public import FederationCore

/// What the receipt checks found over a set of events.
public struct ReceiptReport: Sendable {
    /// What became of each event, in the order given.
    public let receipts: [Receipt]
    /// The events that are accepted and have nothing accepted behind them, in the order given.
    public let forwardExtremities: [EventID]
    /// How many states were resolved, each set of them once.
    public let resolved: Int
    /// What resolving them took.
    public let work: ResolutionWork
    let index: StateIndex
    let statesBefore: [SharedMap?]
    let current: SharedMap?

    /// The state of the room in the end; none where resolving it took too much.
    public var currentState: StateMap? { current.map(index.stateMap) }

    /// The state before an event; none where it is not known.
    public func stateBefore(_ id: EventID) -> StateMap? {
        index.graph.numbers[id].flatMap { statesBefore[Int($0)] }.map(index.stateMap)
    }

    /// How many events came to each verdict.
    public var counts: [ReceiptVerdict: Int] {
        receipts.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
    }
}
