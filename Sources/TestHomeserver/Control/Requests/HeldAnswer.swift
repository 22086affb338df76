/// What is to become of a request that is held.
enum HeldAnswer: Sendable {
    /// It goes on as usual.
    case goOn
    /// It gets this answer.
    case give(Answer)
    /// It is answered as usual, the answer told, and held on.
    case make(Awaited<RoutedAnswer>)
}
