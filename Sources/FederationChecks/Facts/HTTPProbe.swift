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

    /// The rows that leave the connection as it is, in the order in which they are asked.
    ///
    /// What costs more than a request over a kept connection is asked only where an answer before
    /// points to it.
    static let all: [HTTPProbe] = [
        HTTPProbe(.version) { _, _ in [HTTPQuestion(RouteProbe.version.path)] },
        HTTPProbe(.otherHosts) { name, facts in otherHosts(name, facts) },
        HTTPProbe(.clientVersions) { _, facts in clientVersions(facts) },
        HTTPProbe(.strippedPrefix) { _, facts in strippedPrefix(facts) },
        HTTPProbe(.keyDocument) { _, _ in [HTTPQuestion(RouteProbe.keyDocument.path)] },
        HTTPProbe(.unknownPath) { _, _ in [HTTPQuestion(RouteProbe.unknownTarget)] },
        HTTPProbe(.oldKeyPath) { _, _ in [HTTPQuestion(RouteProbe.oldKeyTarget)] },
        HTTPProbe(.routes) { name, _ in RouteProbe.all.compactMap { $0.question(for: name) } },
        HTTPProbe(.olderRoutes) { name, facts in olderRoutes(name, facts) },
        HTTPProbe(.wrongMethod) { _, _ in wrongMethods },
        HTTPProbe(.openID) { _, _ in openID },
        HTTPProbe(.authorization) { name, _ in authorization(name) },
        HTTPProbe(.freshAuthorization) { name, facts in freshAuthorization(name, facts) },
        HTTPProbe(.otherAgents) { _, facts in otherAgents(facts) },
        HTTPProbe(.characters) { _, _ in [HTTPQuestion(EncodedCharacter.together)] },
        HTTPProbe(.charactersApart) { _, facts in charactersApart(facts) },
        HTTPProbe(.frontEnd) { _, facts in frontEnd(facts) },
        HTTPProbe(.repetitions) { _, facts in repetitions(facts) },
        HTTPProbe(.sigils) { name, _ in [HTTPQuestion(EncodedSigil.path(for: name))] },
        HTTPProbe(.encodedLetter) { _, facts in encodedLetter(facts) },
        HTTPProbe(.encodedSlash) { _, facts in encodedSlash(facts) },
        HTTPProbe(.secondHTTP) { _, facts in secondHTTP(facts) },
        standardPort,
    ]

    /// The rows that end the connection: asked when nothing else is left to ask the server.
    static let last: [HTTPProbe] = [
        HTTPProbe(.hugeBody) { _, _ in [announcedBody(BodySize.huge)] },
        HTTPProbe(.bodySize) { _, facts in
            smallerBodies([BodySize.largest], than: .hugeBody, facts)
        },
        HTTPProbe(.smallerBodies) { _, facts in
            smallerBodies([BodySize.events, BodySize.smallest], than: .bodySize, facts)
        },
    ]

    /// The version at port 443, where the destination has another port and that is closed.
    static let standardPort = HTTPProbe(.standardPort) { _, facts in
        guard facts.destination.port == 8448, case .failure(let error)? = facts.handshake.value,
            [.refused, .connect, .connectTimeout].contains(error.phase)
        else { return [] }
        return [HTTPQuestion(RouteProbe.version.path) { $0.port = 443 }]
    }
}
