import FederationCore
public import RoomEvents

extension RoomTimeline {
    /// The room that a set of its events makes, which are dealt with in the order given, but each after those
    /// that it names.
    ///
    /// - Parameters:
    ///   - events: The events, in any order, with the create event.
    ///   - keys: The keys to verify signatures with; without them, signatures are not looked at.
    ///   - limits: What the checks spend at most.
    /// - Returns: The room, and what became of each event, in the order given.
    /// - Throws: ``RoomTimelineError`` where they are no room.
    public static func replaying(
        _ events: [Event], keys: EventKeyTable? = nil, limits: ReceiptLimits = ReceiptLimits()
    ) throws(RoomTimelineError) -> (room: RoomTimeline, receipts: [Receipt]) {
        guard let create = events.first(where: { $0.tuple == .create }) else { throw .noCreate }
        var room = try RoomTimeline(create: create, keys: keys, limits: limits)
        var receipts: [EventID: Receipt] = [:]
        for event in try ordered(events) {
            receipts[event.eventID] = room.receive(event, keys: keys)
        }
        return (room, events.compactMap { receipts[$0.eventID] })
    }

    /// The events, each once, and behind those that it names.
    static func ordered(_ events: [Event]) throws(RoomTimelineError) -> [Event] {
        var seen: Set<EventID> = []
        let distinct = events.filter { seen.insert($0.eventID).inserted }
        do {
            return try ArrivalOrder(distinct).order.map { distinct[Int($0)] }
        } catch {
            throw .ring(error)
        }
    }
}
