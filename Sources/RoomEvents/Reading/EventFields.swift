import FederationCore

/// What is read from an event.
struct EventFields {
    var eventID: EventID
    var roomID: RoomID
    var type: String
    var sender: UserID
    var stateKey: String?
    var depth: Int64
    var originServerTS: Int64
    var prevEventIDs: [EventID]
    var authEventIDs: [EventID]
    var redacts: EventID?
}
