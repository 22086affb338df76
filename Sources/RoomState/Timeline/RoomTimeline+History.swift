public import FederationCore
public import RoomEvents

// What is asked of the past. Outliers have no place in it, and rejected events are passed but not given. Of what
// was redacted, what is left is given.
extension RoomTimeline {
    private var graph: EventGraph { run.index.graph }

    /// Events and what is before them, those of the greatest depth first.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1backfillroomid>
    public func backfill(from ids: [EventID], limit: Int) -> [Event] {
        var walk = HistoryWalk(self)
        for id in ids { walk.add(id) }
        var found: [Event] = []
        while found.count < limit, let node = walk.next() {
            if isGiven(node) { found.append(shown(node)) }
            for id in graph.events[Int(node)].prevEventIDs { walk.add(id) }
        }
        return found
    }

    /// What is between `earliest` and `latest`, without these, the oldest first.
    ///
    /// - Parameters:
    ///   - earliest: What is known: neither it nor what is only before it is given.
    ///   - latest: Where the walk begins.
    ///   - limit: How many events are given at most, the nearest to `latest`.
    ///   - minimumDepth: The depth below which the walk ends.
    /// - Returns: The events, each behind those that it says to be behind.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#post_matrixfederationv1get_missing_eventsroomid>
    public func missingEvents(
        earliest: [EventID], latest: [EventID], limit: Int, minimumDepth: Int64 = 0
    ) -> [Event] {
        var seen = Set(earliest).union(latest)
        var queue: [EventID] = latest.flatMap { graph[$0]?.prevEventIDs ?? [] }
        var next = 0
        var found: [Int32] = []
        while next < queue.count, found.count < limit {
            let id = queue[next]
            next += 1
            guard seen.insert(id).inserted, let node = graph.numbers[id],
                !run.states.outliers.contains(node),
                graph.events[Int(node)].depth >= minimumDepth
            else { continue }
            if isGiven(node) { found.append(node) }
            queue += graph.events[Int(node)].prevEventIDs
        }
        let events = found.map { (node: $0, depth: graph.events[Int($0)].depth) }
        return events.sorted { ($0.depth, $0.node) < ($1.depth, $1.node) }.map {
            shown($0.node)
        }
    }

    /// Which way in time an event is looked for.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// To what came later.
        case forwards = "f"
        /// To what came before.
        case backwards = "b"
    }

    /// The accepted event that was made nearest to a time, at it or to that side of it.
    ///
    /// - Parameters:
    ///   - timestamp: In milliseconds since the Unix epoch.
    ///   - direction: To which side.
    /// - Returns: The event; none where there is none on that side.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1timestamp_to_eventroomid>
    public func nearest(to timestamp: Int64, direction: Direction) -> Event? {
        var best: Int32?
        for (place, time) in run.index.times.enumerated() {
            let node = Int32(place)
            let isThere = direction == .forwards ? time >= timestamp : time <= timestamp
            guard isThere, receipts[place].verdict == .accepted,
                !run.states.outliers.contains(node)
            else { continue }
            guard let other = best else {
                best = node
                continue
            }
            if isNearer(node, than: other, direction) { best = node }
        }
        return best.map(shown)
    }

    private func isNearer(_ node: Int32, than other: Int32, _ direction: Direction) -> Bool {
        let one = (run.index.times[Int(node)], graph.events[Int(node)].depth)
        let two = (run.index.times[Int(other)], graph.events[Int(other)].depth)
        return direction == .forwards ? one < two : one > two
    }

    private func isGiven(_ node: Int32) -> Bool {
        switch receipts[Int(node)].verdict {
        case .accepted, .softFailed: true
        case .rejected, .dropped, .undecided: false
        }
    }
}
