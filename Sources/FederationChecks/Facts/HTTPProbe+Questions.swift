import FederationCore

extension HTTPProbe {
    /// A user agent of each kind that is blocked somewhere: a homeserver's, and that of Go, which
    /// several homeservers and media repositories send.
    static let agents = ["Synapse/1.140.0", "Go-http-client/1.1"]

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

    static let wrongMethod = HTTPQuestion(RouteProbe.version.path) {
        $0.method = "POST"
        $0.headers = [HTTPHeader("Content-Type", "application/json")]
        $0.body = Array("{}".utf8)
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

    /// The version for other user agents, where it is answered at all.
    static func otherAgents(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.exchange(of: .version).value?.response != nil else { return [] }
        return agents.map { agent in
            HTTPQuestion(RouteProbe.version.path) { $0.userAgent = agent }
        }
    }

    /// Each character alone, after a path without any, where they do not all arrive.
    static func charactersApart(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard let together = facts.exchange(of: .characters).value, together.response != nil,
            !together.arrived
        else { return [] }
        return ([EncodedCharacter.none] + EncodedCharacter.allCases.map(\.apart)).map {
            HTTPQuestion($0)
        }
    }

    /// A path that the homeserver has no part in, where nothing told what stands before it.
    static func frontEnd(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.frontEnd == nil || facts.frontEnd == .synapse,
            facts.exchanges.contains(where: { $0.response != nil })
        else { return [] }
        return [HTTPQuestion("/fedctl_unknown_path")]
    }

    /// The first request that failed or was late while others were answered, four times more, each
    /// over a connection of its own.
    static func repetitions(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.exchanges.contains(where: \.reachedHomeserver),
            let suspect = facts.exchanges.first(where: { $0.isSuspect })
        else { return [] }
        let question = HTTPQuestion(suspect.request.target) {
            $0.method = suspect.request.method
            $0.body = suspect.request.body
            $0.route = suspect.route
            $0.headers = [HTTPHeader("Connection", "close")]
        }
        // What waits for the whole limit of a step is not asked for again and again.
        let count = suspect.response == nil ? 1 : 4
        return Array(repeating: question, count: count)
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
            [502, 503, 504].contains(response.status)
                || (response.timings.total ?? 0) > AnswerTime.late
        case .failure(let error): error.phase != .cancelled && !request.endsAtContinue
        }
    }
}
