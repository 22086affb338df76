/// What a peer says when it is asked, as a notary, for the own key.
enum RefusalKnownKey: Sendable {
    /// It has a key under that ID: the text of it.
    case key(String)
    /// It has none under that ID.
    case none
    /// It does not say; why.
    case untold(String)
}
