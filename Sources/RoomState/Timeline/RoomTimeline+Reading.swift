public import FederationCore
public import RoomEvents

// Events are read as they are handed out: of one that was redacted, what is left. Only what is called whole is
// read as it came, which is what authorisation and state resolution judge by.
extension RoomTimeline {
    private var graph: EventGraph { run.index.graph }

    /// The event with that ID, whatever became of it, as it is handed out.
    public subscript(id: EventID) -> Event? { graph.numbers[id].map(shown) }

    /// The event with that ID as it came.
    func whole(_ id: EventID) -> Event? { graph[id] }

    /// What became of an event; none where it is not kept.
    public func receipt(of id: EventID) -> Receipt? {
        graph.numbers[id].map { receipts[Int($0)] }
    }

    /// Whether an event is there for the sake of others that it authorises, without a place in the history.
    public func isOutlier(_ id: EventID) -> Bool {
        graph.numbers[id].map(run.states.outliers.contains) ?? false
    }

    /// How many events are kept.
    public var count: Int { graph.events.count }

    /// The events that are kept, in the order in which they came, as they are handed out.
    public var events: [Event] {
        redactions.isEmpty ? graph.events : graph.events.indices.map { shown(Int32($0)) }
    }

    /// The events that are accepted and have nothing accepted behind them, those of the greatest depth first.
    public var forwardExtremities: [Event] {
        run.extremities.sorted.map(shown).reversed().sorted { $0.depth > $1.depth }
    }

    /// The state of the room.
    public var currentState: StateMap { run.index.stateMap(current) }

    /// The events that are the state of the room, in no order, as they are handed out.
    public var currentStateEvents: [Event] { listed(current) }

    /// The event that is the state of `tuple`, as it is handed out.
    public func currentEvent(_ tuple: StateTuple) -> Event? {
        node(of: tuple, in: current).map(shown)
    }

    /// The event that is the state of `tuple`, as it came.
    ///
    /// That is what new events are judged by, as all that came are; to nobody is it handed out.
    public func wholeCurrentEvent(_ tuple: StateTuple) -> Event? {
        wholeEvent(tuple, in: current)
    }

    /// The state before an event; none where it is not known, as of an outlier.
    public func stateBefore(_ id: EventID) -> StateMap? {
        shared(before: id).map(run.index.stateMap)
    }

    /// The state after an event; none where it is not known.
    public func stateAfter(_ id: EventID) -> StateMap? {
        shared(after: id).map(run.index.stateMap)
    }

    /// The event that was the state of `tuple` before another one, as it is handed out.
    public func event(_ tuple: StateTuple, before id: EventID) -> Event? {
        shared(before: id).flatMap { node(of: tuple, in: $0) }.map(shown)
    }

    /// The event that was the state of `tuple` before another one, as it came.
    func wholeEvent(_ tuple: StateTuple, before id: EventID) -> Event? {
        shared(before: id).flatMap { wholeEvent(tuple, in: $0) }
    }

    /// The event that was the state of `tuple` after another one, as it is handed out.
    public func event(_ tuple: StateTuple, after id: EventID) -> Event? {
        shared(after: id).flatMap { node(of: tuple, in: $0) }.map(shown)
    }

    /// The IDs of the events that are the state before an event, in no order; none where it is not known.
    public func stateEventIDs(before id: EventID) -> [EventID]? {
        shared(before: id).map { state in nodes(of: state).map(graph.id) }
    }

    /// The events that are the state before an event, in no order, as they are handed out; none where it is not
    /// known.
    public func stateEvents(before id: EventID) -> [Event]? { shared(before: id).map(listed) }

    /// The IDs of everything that leads to the state before an event, without that state itself, the oldest
    /// first; none where the state is not known.
    public func authChainIDs(ofStateBefore id: EventID) -> [EventID]? {
        shared(before: id).map { state in
            let nodes = nodes(of: state)
            var marks = NodeMarks(count: graph.events.count)
            let chain = graph.chain(of: nodes, marks: &marks)
            let own = Set(nodes)
            return graph.oldestFirst(chain.filter { !own.contains($0) }).map(graph.id)
        }
    }

    /// The auth chain of several events together, the oldest first, as it is handed out.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/v2/#definitions>
    public func authChain(of ids: some Sequence<EventID>) -> [Event] {
        graph.authChain(of: ids).compactMap { self[$0] }
    }

    /// The IDs of the auth chain of several events together, the oldest first.
    public func authChainIDs(of ids: some Sequence<EventID>) -> [EventID] {
        graph.authChain(of: ids)
    }

    /// The state of the room, as it is kept.
    var current: SharedMap {
        run.states.resolved(after: run.extremities.sorted, remembering: memory)
    }

    private func shared(before id: EventID) -> SharedMap? {
        graph.numbers[id].flatMap { run.states.before[Int($0)] }
    }

    private func shared(after id: EventID) -> SharedMap? {
        graph.numbers[id].flatMap { run.states.after[Int($0)] }
    }

    /// The event that is `tuple` in a state, as it came.
    func wholeEvent(_ tuple: StateTuple, in state: SharedMap) -> Event? {
        node(of: tuple, in: state).map { graph.events[Int($0)] }
    }

    private func node(of tuple: StateTuple, in state: SharedMap) -> Int32? {
        run.index.slot(of: tuple).flatMap { state[$0] }
    }

    private func nodes(of state: SharedMap) -> [Int32] {
        var nodes: [Int32] = []
        state.forEach { nodes.append($1) }
        return nodes
    }

    private func listed(_ state: SharedMap) -> [Event] {
        nodes(of: state).map(shown)
    }
}
