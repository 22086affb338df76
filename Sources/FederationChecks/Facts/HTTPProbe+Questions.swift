import FederationCore

extension HTTPProbe {
    /// A user agent of each kind that is blocked somewhere: homeservers in Python and in Rust, that
    /// of Go, which several homeservers send, a media repository, and a program for the shell.
    static let agents = [
        "Synapse/1.140.0", "Go-http-client/1.1", "conduwuit/0.5.0", "matrix-media-repo",
        "curl/8.5.0",
    ]

    /// The path that is asked with and without a signature.
    static func signedTarget(_ name: ServerName) -> String? {
        RouteProbe.profile.question(for: name)?.target
    }

    /// The version for the other names that a proxy may know the server by.
    static func otherHosts(_ name: ServerName, _ facts: DestinationFacts) -> [HTTPQuestion] {
        guard let version = facts.exchange(of: .version).value, version.response != nil,
            !version.reachedHomeserver
        else { return [] }
        let destination = facts.destination
        let target = destination.tlsName.urlHost
        var hosts = [
            target, name.hostText, "\(name.hostText):\(name.port ?? destination.port)",
            "\(target):\(destination.port)",
        ]
        var seen: Set<String> = [destination.hostHeader]
        hosts = hosts.filter { seen.insert($0).inserted }
        return hosts.map { host in
            HTTPQuestion(RouteProbe.version.path) { $0.hostHeader = host }
        }
    }

    /// What clients ask, where federation does not answer.
    static func clientVersions(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard let response = facts.exchange(of: .version).value?.response,
            response.status != 200 || response.jsonObject == nil
        else { return [] }
        return [HTTPQuestion("/_matrix/client/versions")]
    }

    /// The former versions of the operations that were not found.
    static func olderRoutes(_ name: ServerName, _ facts: DestinationFacts) -> [HTTPQuestion] {
        let lost = (facts.exchanges(of: .routes).value ?? []).filter { !$0.reachedRoute }
        return lost.compactMap { $0.route?.former?.question(for: name) }
    }

    static let wrongMethods = [RouteProbe.version, .keyDocument].map { route in
        HTTPQuestion(route.path) {
            $0.method = "POST"
            $0.headers = [HTTPHeader("Content-Type", "application/json")]
            $0.body = Array("{}".utf8)
        }
    }

    static let openID: [HTTPQuestion] = {
        let path = "/_matrix/federation/v1/openid/userinfo"
        return [HTTPQuestion(path + "?access_token=fedctl"), HTTPQuestion(path)]
    }()

    /// A signature that nobody can verify: the origin's name cannot exist, and it has a port, so
    /// that nobody is asked for a well-known document of it.
    static func authorization(_ name: ServerName) -> [HTTPQuestion] {
        guard let target = signedTarget(name) else { return [] }
        let signature = String(repeating: "A", count: 86)
        let value =
            "X-Matrix origin=\"fedctl.invalid:1\",destination=\"\(name)\",key=\"ed25519:fedctl\","
            + "sig=\"\(signature)\""
        return [HTTPQuestion(target) { $0.headers = [HTTPHeader("Authorization", value)] }]
    }

    /// The same signature at a target that was not asked before, where it made no difference to the answer.
    static func freshAuthorization(
        _ name: ServerName, _ facts: DestinationFacts
    ) -> [HTTPQuestion] {
        guard let signed = facts.exchange(of: .authorization).value,
            let unsigned = facts.unsigned(signed), let answer = signed.response,
            answer.status == unsigned.response?.status, answer.body == unsigned.response?.body
        else { return [] }
        return authorization(name).map { question in
            HTTPQuestion(question.target + "&fedctl=fresh") { $0.headers = question.headers }
        }
    }

    /// The version for two other user agents, and the key document for all of them, where they are
    /// answered at all; what they are sent is also the sample of how steady the answers are.
    static func otherAgents(_ facts: DestinationFacts) -> [HTTPQuestion] {
        let rows = [
            (RouteProbe.version.path, facts.exchange(of: .version).value, agents.prefix(2)),
            (RouteProbe.keyDocument.path, facts.exchange(of: .keyDocument).value, agents[...]),
        ]
        return rows.filter { $0.1?.response != nil }.flatMap { path, _, agents in
            agents.map { agent in HTTPQuestion(path) { $0.userAgent = agent } }
        }
    }

    /// Each character alone, after a path with nothing encoded and one with none of them, where they do not all
    /// arrive.
    static func charactersApart(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard let together = facts.exchange(of: .characters).value, together.response != nil,
            !together.arrived
        else { return [] }
        let paths = [EncodedCharacter.bare, EncodedCharacter.none]
        return (paths + EncodedCharacter.allCases.map(\.apart)).map { HTTPQuestion($0) }
    }

    /// The version with an encoded letter, where Apache may decode paths and the homeserver does not say so.
    static func encodedLetter(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.frontEnd == .apache, facts.arrivedSigils == nil,
            facts.exchange(of: .version).value?.isVersion == true
        else { return [] }
        return [HTTPQuestion(EncodedLetter.target)]
    }

    /// The version with an encoded slash, where an encoded letter made no difference.
    static func encodedSlash(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.exchange(of: .encodedLetter).value?.isVersion == true else { return [] }
        return [HTTPQuestion(EncodedLetter.slashTarget)]
    }

    /// A path that the homeserver has no part in, where nothing told what stands before it.
    static func frontEnd(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.frontEnd == nil || facts.frontEnd == .synapse,
            facts.exchanges.contains(where: { $0.response != nil })
        else { return [] }
        return [HTTPQuestion("/fedctl_unknown_path")]
    }

    /// The version over HTTP/2, where the server chose that in the handshake.
    static func secondHTTP(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.completedHandshake?.applicationProtocol == "h2",
            facts.exchange(of: .version).value?.response != nil
        else { return [] }
        return [HTTPQuestion(RouteProbe.version.path) { $0.versions = .http2 }]
    }

    /// What failed while other requests were answered, again, each over a connection of its own:
    /// one request of fedctl and one as another program, which is then made as fedctl too; where
    /// none failed, one that was late.
    static func repetitions(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.exchanges.contains(where: \.reachedHomeserver),
            let own = facts.exchanges.first?.agent
        else { return [] }
        let failures = facts.exchanges.filter { $0.isSuspect && !$0.isLate }
        let suspect =
            failures.first { $0.agent == own }
            ?? (failures.isEmpty ? facts.exchanges.first { $0.isLate } : nil)
        return again(suspect, count: 4)
            + again(failures.first { $0.agent != own }, count: 2, then: own)
    }

    /// The request of `exchange`, again and again, and once with the user agent `last`.
    private static func again(
        _ exchange: ExchangeFacts?, count: Int, then last: String? = nil
    ) -> [HTTPQuestion] {
        guard let exchange else { return [] }
        let question = HTTPQuestion(exchange.request.target) {
            $0.method = exchange.request.method
            $0.body = exchange.request.body
            $0.route = exchange.route
            $0.hostHeader = exchange.request.hostHeader
            $0.userAgent = exchange.agent
            let others = exchange.request.headers.filter { $0.name != "User-Agent" }
            $0.headers = others + [HTTPHeader("Connection", "close")]
        }
        // What waits for the whole limit of a step is not asked for again and again.
        let isSilent = exchange.error?.phase == .timeout
        let questions = Array(repeating: question, count: isSilent ? 1 : count)
        guard let last else { return questions }
        var control = question
        control.userAgent = last
        return questions + [control]
    }

    /// A body that is announced and never sent; the connection cannot be used after it.
    static func announcedBody(_ bytes: Int) -> HTTPQuestion {
        HTTPQuestion("/_matrix/federation/v1/send/fedctl-size") {
            $0.method = "PUT"
            $0.headers = [
                HTTPHeader("Content-Type", "application/json"),
                HTTPHeader("Content-Length", "\(bytes)"), HTTPHeader("Expect", "100-continue"),
                HTTPHeader("Connection", "close"),
            ]
            $0.endsAtContinue = true
            $0.timeout = .seconds(2)
        }
    }

    /// Smaller bodies, where the one of `probe` is refused.
    static func smallerBodies(
        _ sizes: [Int], than probe: Probe, _ facts: DestinationFacts
    ) -> [HTTPQuestion] {
        guard facts.exchange(of: probe).value?.response?.status == 413 else { return [] }
        return sizes.map(announcedBody)
    }
}

extension ExchangeFacts {
    /// Whether a path with encoded characters came to the homeserver as it was sent.
    var arrived: Bool {
        guard let response, case .homeserver(let code) = HTTPAnswer(response) else { return false }
        return code != "M_UNRECOGNIZED" && response.status < 500
    }

    /// Whether it may be the answer of one of several servers behind the proxy, the wrong one.
    var isSuspect: Bool {
        switch outcome {
        case .success(let response):
            [502, 503, 504].contains(response.status) && !response.isChallenge || isLate
                || isUnknownRoute
        case .failure(let error): error.phase != .cancelled && !request.endsAtContinue
        }
    }

    /// Whether it was answered, but late.
    var isLate: Bool {
        response.map { $0.status < 500 && ($0.timings.total ?? 0) > AnswerTime.late } ?? false
    }

    /// Whether `other` is the same request, over whatever connection.
    func isRepeated(by other: ExchangeFacts) -> Bool {
        func parts(_ request: HTTPRequest) -> [String] {
            [request.method, request.target, request.hostHeader]
                + request.headers.filter { $0.name != "Connection" }.map {
                    "\($0.name): \($0.value)"
                }
        }
        return parts(request) == parts(other.request) && request.body == other.request.body
    }
}
