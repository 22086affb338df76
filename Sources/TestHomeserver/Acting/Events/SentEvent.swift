import RoomEvents
import RoomState

/// An event that a virtual server made, and what became of it there.
struct SentEvent: Sendable {
    /// The event.
    let event: Event
    /// What the checks on receipt said.
    let receipt: Receipt
}
