import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension RoomFetch.Question {
    /// At most `limit` of the events that came.
    mutating func first(_ limit: Int, of elements: [JSONElement]) -> [JSONElement] {
        guard elements.count > limit else { return elements }
        audit.findings.add(
            .limit, .fail, "more events came than were asked for", expected: "at most \(limit)",
            got: "\(elements.count)")
        return Array(elements.prefix(limit))
    }

    /// Those of `events` that some of `roots` leads to, or that are `named`; of the others it is told that
    /// nobody asked for them.
    mutating func keep(
        _ events: [Event], reachedFrom roots: [Event], orNamed named: Set<EventID> = [],
        by references: (Event) -> [EventID]
    ) -> [Event] {
        let known = Dictionary(events.map { ($0.eventID, $0) }) { first, _ in first }
        var reached = named
        var open = roots
        while let event = open.popLast() {
            for id in references(event) where reached.insert(id).inserted {
                if let next = known[id] { open.append(next) }
            }
        }
        return events.filter { event in
            guard !reached.contains(event.eventID) else { return true }
            audit.findings.add(
                .asked, .fail,
                "\(event.eventID) came, which nothing leads to that was asked about")
            return false
        }
    }
}
