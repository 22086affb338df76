import Synchronization

/// The last state that was resolved only to be read.
///
/// It serves all copies of a room: what it holds keeps the states alive that it came from, so that these
/// cannot be taken for others.
final class ResolvedStateMemory: Sendable {
    private let last = Mutex<Entry?>(nil)

    private struct Entry {
        let states: [SharedMap]
        let resolved: SharedMap
    }

    /// What `states` come to; `resolve` is asked where it is not known.
    func state(of states: [SharedMap], resolve: () -> SharedMap) -> SharedMap {
        let known = last.withLock { $0 }
        if let known, known.states.map(\.identity) == states.map(\.identity) {
            return known.resolved
        }
        let resolved = resolve()
        last.withLock { $0 = Entry(states: states, resolved: resolved) }
        return resolved
    }
}
