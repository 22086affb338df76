/// Answers the requests of one row of the endpoint table.
struct EndpointHandler: Sendable {
    /// What a handler does: it answers, or refuses.
    typealias Action = @Sendable (EndpointCall) async throws(Refusal) -> Answer

    /// The name of the row.
    let endpoint: String
    /// What is done.
    let action: Action
    /// Whether it can take long, as all that looks through a room: then it is done apart from
    /// what is done soon.
    private(set) var isLong = false

    init(_ endpoint: String, _ action: @escaping Action) {
        self.endpoint = endpoint
        self.action = action
    }

    /// A row whose every request is about something that an empty homeserver does not have.
    static func missing(_ thing: String, at endpoint: String) -> EndpointHandler {
        EndpointHandler(endpoint) { call throws(Refusal) in throw call.missing(thing) }
    }

    /// The same, done where nothing that is done soon waits for it.
    var long: EndpointHandler {
        var handler = self
        handler.isLong = true
        return handler
    }

    /// Answers, on the threads that are there for it.
    func answer(_ call: EndpointCall) async throws(Refusal) -> Answer {
        guard isLong else { return try await action(call) }
        return try await withTaskExecutorPreference(WorkThreads.long) {
            () async throws(Refusal) in
            try await action(call)
        }
    }
}
