import FederationCore
import RoomEvents
import RoomState

/// A room that was made of its description.
struct MadeRoom {
    /// What the file calls it.
    let name: String
    /// The events, in order; the first is the create event.
    let events: [Event]
    /// Its aliases on the server that describes it.
    let aliases: [RoomAlias]
    /// Whether the directory of that server lists it.
    let isListed: Bool

    /// The room, grown from its events, all of which have to be accepted.
    func timeline() throws(RoomMakingError) -> RoomTimeline {
        guard let create = events.first else {
            throw RoomMakingError(room: name, reason: .noCreateEvent)
        }
        var timeline: RoomTimeline
        do {
            timeline = try RoomTimeline(create: create)
        } catch {
            throw RoomMakingError(room: name, reason: .notReceivable("\(error)"))
        }
        for event in events.dropFirst() {
            let receipt = timeline.receive(event)
            // Whoever takes a policy server has to have it sign what comes later.
            guard [.accepted, .softFailed].contains(receipt.verdict) else {
                throw RoomMakingError(
                    room: name,
                    reason: .notReceivable(
                        "\(event.eventID), \(event.type), is \(receipt.verdict.rawValue): "
                            + (receipt.cause?.description ?? "no reason is known")))
            }
        }
        return timeline
    }
}
