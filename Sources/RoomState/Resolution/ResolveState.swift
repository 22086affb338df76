public import FederationCore
public import RoomEvents

/// Resolves states of a room to one, by the algorithm of the room version.
///
/// - Parameters:
///   - forks: The states, in any order.
///   - graph: The events of the states and their auth chains.
///   - version: The version of the room.
///   - rejected: The events that are known to have been rejected, which are not used as auth events.
/// - Returns: The resolved state, and how it came about.
/// - Throws: ``StateResolutionError`` where a state names an event that is not there, or the wrong one.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#room-state-resolution>
public func resolveState(
    _ forks: [StateMap], in graph: EventGraph, version: RoomVersion,
    rejected: Set<EventID> = []
) throws(StateResolutionError) -> StateResolution {
    for fork in forks {
        for (tuple, id) in fork {
            guard let event = graph[id] else { throw .missing(id, tuple) }
            guard event.tuple == tuple else { throw .mismatch(id, tuple, found: event.tuple) }
        }
    }
    let index = StateIndex(graph)
    let algorithm = version.rules.stateResolution
    var resolver = StateResolver(index, algorithm: algorithm)
    for node in index.order { resolver.add(node) }
    for id in rejected {
        if let node = graph.numbers[id] { resolver.isRejected[Int(node)] = true }
    }
    let states = forks.map { index.state($0) }
    var run: ResolutionRun? = ResolutionRun()
    let state = resolver.resolve(states, run: &run)
    return StateResolution(
        algorithm: algorithm, state: index.stateMap(state),
        trace: ResolutionTrace(run ?? ResolutionRun(), of: states, to: state, by: index))
}
