/// Tells a connection to end once it has nothing left to answer.
struct DrainRequest: Sendable {}
