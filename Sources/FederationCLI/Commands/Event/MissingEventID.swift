/// The event is of a room version in which it has to give its ID, and gives none.
struct MissingEventID: Error, CustomStringConvertible {
    /// The error in words.
    var description: String { "the event has no 'event_id', or one that is none" }
}
