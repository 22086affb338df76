/// What is done about redaction before an event is hashed or signed.
enum EventRedactionStep: Sendable {
    /// Nothing.
    case none
    /// The event is redacted by the rules of that version.
    case whole(RoomVersion)
    /// Only the content is.
    case contentOnly(RoomVersion)
    /// Only the members of the event are, and the content stays as it is.
    case membersOnly(RoomVersion)
}
