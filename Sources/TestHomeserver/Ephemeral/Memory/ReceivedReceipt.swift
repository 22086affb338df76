import FederationCore

/// How far a user of another server has read.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#receipts>
struct ReceivedReceipt: Sendable, Hashable {
    /// The room.
    var room: RoomID
    /// Who read.
    var userID: UserID
    /// The thread; none for the room as a whole.
    var threadID: ExactText?
    /// The event.
    var eventID: ExactText
    /// When it was read, in milliseconds since the Unix epoch.
    var time: Int64

    /// What a later receipt takes the place of.
    struct Place: Sendable, Hashable {
        var room: RoomID
        var userID: UserID
        var threadID: ExactText?
    }

    /// What a later receipt takes the place of.
    var place: Place { Place(room: room, userID: userID, threadID: threadID) }
}
