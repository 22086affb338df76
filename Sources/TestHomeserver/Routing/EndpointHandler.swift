/// Answers the requests of one row of the endpoint table.
struct EndpointHandler: Sendable {
    /// What a handler does: it answers, or refuses.
    typealias Action = @Sendable (EndpointCall) async throws(Refusal) -> Answer

    /// The name of the row.
    let endpoint: String
    /// What is done.
    let action: Action

    init(_ endpoint: String, _ action: @escaping Action) {
        self.endpoint = endpoint
        self.action = action
    }

    /// A row whose every request is about something that an empty homeserver does not have.
    static func missing(_ thing: String, at endpoint: String) -> EndpointHandler {
        EndpointHandler(endpoint) { call throws(Refusal) in throw call.missing(thing) }
    }
}
