/// What a connection brings to the one who answers, in the order in which it has to be answered.
enum Arrival: Sendable {
    /// A whole request.
    case request(ArrivedRequest)
    /// A request that is refused before it is whole; the connection ends after the answer.
    case refused(ArrivedRequest, EarlyRefusal)
    /// The connection broke, or what came is no HTTP: the answer, if there could be one, is already given.
    case broken(ConnectionFacts, ConnectionFailure)
}
