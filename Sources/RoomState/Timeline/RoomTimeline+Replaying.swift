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
        var places: [EventID: Int] = [:]
        var distinct: [Event] = []
        for event in events where places[event.eventID] == nil {
            places[event.eventID] = distinct.count
            distinct.append(event)
        }
        let order: [Int32]
        do {
            order = try ArrivalOrder(distinct).order
        } catch {
            throw .ring(error)
        }
        var room = try RoomTimeline(create: create, keys: keys, limits: limits)
        var receipts = [Receipt?](repeating: nil, count: distinct.count)
        for place in order {
            receipts[Int(place)] = room.receive(distinct[Int(place)], keys: keys)
        }
        let found = events.compactMap { places[$0.eventID].flatMap { receipts[$0] } }
        return (room, found)
    }
}
