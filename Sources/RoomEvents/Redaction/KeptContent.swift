/// What redaction leaves of the `content` of one type of event.
public enum KeptContent: Sendable, Hashable {
    /// All of it.
    case everything
    /// These members, as far as they are there.
    case members([KeptMember])
}
