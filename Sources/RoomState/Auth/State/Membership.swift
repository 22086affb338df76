import FederationCore
import MatrixJSON
import RoomEvents

/// The current membership of a user, and the event that says so.
struct Membership: Sendable {
    /// The event; none where the user never was in the room.
    let eventID: EventID?
    /// `join`, `invite` …; `leave` where there is no event, or none that can be read.
    let word: String

    init(_ event: Event?) {
        eventID = event?.eventID
        word = event?.content["membership"]?.string ?? "leave"
    }

    var isJoined: Bool { word == "join" }
    var isBanned: Bool { word == "ban" }
}
