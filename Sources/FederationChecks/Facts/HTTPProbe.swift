import FederationCore

/// One row of what is asked of a destination over HTTP.
struct HTTPProbe: Sendable {
    /// What it is asked for.
    let probe: Probe
    /// What to ask a server of this name, after what is known of the destination; nothing where
    /// there is no need to.
    let questions: @Sendable (ServerName, DestinationFacts) -> [HTTPQuestion]

    private init(
        _ probe: Probe,
        _ questions: @escaping @Sendable (ServerName, DestinationFacts) -> [HTTPQuestion]
    ) {
        self.probe = probe
        self.questions = questions
    }

    /// Every row, in the order in which they are asked, over one connection.
    static let all: [HTTPProbe] = [
        HTTPProbe(.version) { _, _ in [HTTPQuestion(RouteProbe.version.path)] },
        HTTPProbe(.keyDocument) { _, _ in [HTTPQuestion(RouteProbe.keyDocument.path)] },
        HTTPProbe(.unknownPath) { _, _ in [HTTPQuestion(RouteProbe.unknownTarget)] },
        HTTPProbe(.routes) { name, _ in RouteProbe.all.compactMap { $0.question(for: name) } },
    ]
}
