public import FederationCore
import MatrixJSON

/// Asks notaries which keys a server has, and the server itself.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-keys-through-another-server>
public struct NotaryQuery: Sendable {
    private let requester: any FederationRequesting
    private let time: any TimeSource
    private let curl: CurlCommand

    /// A query.
    ///
    /// - Parameters:
    ///   - requester: Sends the requests, unsigned.
    ///   - time: Tells the time.
    ///   - curl: Writes the commands that reproduce a finding.
    public init(
        asking requester: any FederationRequesting, time: any TimeSource,
        curl: CurlCommand = CurlCommand()
    ) {
        self.requester = requester
        self.time = time
        self.curl = curl
    }

    /// Asks `notaries` about `server`, all at the same time, by `GET` and by `POST`.
    ///
    /// They are asked for keys as fresh as those that the server publishes now, so that each goes to
    /// the server itself.
    public func ask(_ notaries: [ServerName], about server: ServerName) async -> NotaryReport {
        await ask(notaries, comparingWith: published(by: server))
    }

    /// Asks `notaries` about the server of `origin`, whose own document is known.
    public func ask(
        _ notaries: [ServerName], comparingWith origin: PublishedKeys
    ) async -> NotaryReport {
        let views = await withTaskGroup(of: (Int, NotaryView).self) { group in
            for (index, notary) in notaries.enumerated() {
                group.addTask { (index, await view(of: origin, by: notary)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return NotaryReport(origin: origin, views: views.sorted { $0.0 < $1.0 }.map(\.1))
    }

    /// The key document that `server` itself publishes.
    public func published(by server: ServerName) async -> PublishedKeys {
        switch await send("server-keys", to: server) {
        case .failure(let problem):
            return PublishedKeys(server: server, report: nil, problem: problem.reason)
        case .success(let answer):
            let response = answer.response
            if let error = MatrixError(response) {
                return PublishedKeys(
                    server: server, report: nil, problem: "\(server) answers \(error)")
            }
            return PublishedKeys(
                server: server,
                report: KeyDocumentReport(
                    judging: response.body, of: server, now: time.now,
                    obtainedBy: curl.line(
                        "GET", "/_matrix/key/v2/server", at: answer.destination, showsHead: false)))
        }
    }

    private func view(of origin: PublishedKeys, by notary: ServerName) async -> NotaryView {
        let own = notary == origin.server ? origin : await published(by: notary)
        var answers: [NotaryAnswer] = []
        for method in NotaryAnswer.Method.allCases {
            answers.append(await answer(method, about: origin, from: notary, keys: own))
        }
        let named = await namedKeys(of: origin, from: notary, after: answers, keys: own)
        return NotaryJudge(
            origin: origin, notary: notary, answers: answers, named: named, now: time.now
        ).view
    }

    /// The answer to a question for the keys that the server publishes now, each by its ID, as peers
    /// ask for the key of an event; none where there is nothing to learn.
    private func namedKeys(
        of origin: PublishedKeys, from notary: ServerName, after answers: [NotaryAnswer],
        keys: PublishedKeys
    ) async -> NotaryAnswer? {
        let current = origin.listed.filter { $0.state == .current }.prefix(Self.nameLimit)
        let hasKeys = answers.contains { $0.method == .post && $0.documents?.isEmpty == false }
        guard hasKeys, !current.isEmpty, notary != origin.server else { return nil }
        return await answer(
            .post, about: origin, from: notary, keys: keys, keyIDs: current.map(\.keyID))
    }

    private func answer(
        _ method: NotaryAnswer.Method, about origin: PublishedKeys, from notary: ServerName,
        keys: PublishedKeys, keyIDs: [String] = []
    ) async -> NotaryAnswer {
        let server = origin.server
        let minimum = minimumValidity(of: origin)
        let result =
            switch method {
            case .get:
                await send(
                    "notary-keys", to: notary,
                    parameters: [
                        RequestParameter("serverName", server.description),
                        RequestParameter("minimum_valid_until_ts", "\(minimum)"),
                    ])
            case .post:
                await send(
                    "notary-keys-query", to: notary,
                    // No key IDs: all keys of the server.
                    body: .json([
                        "server_keys": .object([
                            server.description: criteria(keyIDs, minimum: minimum)
                        ])
                    ]))
            }
        switch result {
        case .failure(let problem):
            return NotaryAnswer(
                method: method, outcome: .none(reason: problem.reason), command: problem.command)
        case .success(let answer):
            let response = answer.response
            return NotaryAnswer(
                method: method,
                outcome: outcome(of: response, about: server, from: notary, keys: keys),
                milliseconds: response.timings.total,
                clockOffset: response.clockOffset(from: time.now), command: answer.command)
        }
    }

    private func criteria(_ keyIDs: [String], minimum: Int64) -> JSONValue {
        var criteria: JSONObject = [:]
        for keyID in keyIDs { criteria[keyID] = ["minimum_valid_until_ts": .integer(minimum)] }
        return .object(criteria)
    }

    /// Until when the keys have to be valid: as long as those that the server publishes now, where
    /// that is a time that peers grant.
    private func minimumValidity(of origin: PublishedKeys) -> Int64 {
        let now = UTCTime(time.now).milliseconds
        return max(now, origin.report?.usableUntil ?? now)
    }

    private func outcome(
        of response: HTTPResponse, about server: ServerName, from notary: ServerName,
        keys: PublishedKeys
    ) -> NotaryAnswer.Outcome {
        if let error = MatrixError(response) { return .refused(error) }
        let root: JSONElement
        do {
            root = try JSONDocument(parsing: response.body, numbers: .preserving).root
        } catch {
            return .malformed(reason: "the answer is not JSON: \(error)")
        }
        guard let list = root["server_keys"] else {
            return .malformed(reason: "the answer has no server_keys")
        }
        guard list.kind == .array else {
            return .malformed(reason: "server_keys is no array")
        }
        let documents = list.elements.prefix(Self.documentLimit).map { element in
            NotaryDocument(
                Array(element.rawBytes), of: server, from: notary, keys: keys, now: time.now)
        }
        return .documents(Array(documents))
    }

    /// How many keys are asked for by their IDs.
    private static let nameLimit = 20

    /// How many documents of an answer are judged.
    static let documentLimit = 100

    private func send(
        _ operation: String, to server: ServerName, parameters: [RequestParameter] = [],
        body: RequestBody? = nil
    ) async -> Result<Answer, Problem> {
        guard let endpoint = Endpoint.named(operation) else {
            return .failure(Problem("the table of endpoints has no row '\(operation)'"))
        }
        let request: FederationRequest
        do {
            request = try FederationRequest(
                endpoint, to: server, parameters: parameters, body: body)
        } catch {
            return .failure(Problem("\(error)"))
        }
        do {
            let exchange = try await requester.send(request, signedBy: nil)
            return .success(
                Answer(
                    response: exchange.response, destination: exchange.destination,
                    command: command(request, exchange.destination)))
        } catch FederationRequestError.noAnswer(let server, let attempts) {
            return .failure(
                Problem(
                    "\(FederationRequestError.noAnswer(server, attempts: attempts))",
                    command: attempts.last.map { command(request, $0.destination) }))
        } catch {
            return .failure(Problem("\(error)"))
        }
    }

    private func command(_ request: FederationRequest, _ destination: Destination) -> String {
        curl.line(request.method, request.target, body: request.body, at: destination)
    }

    /// An answer, and how to get it again.
    private struct Answer {
        let response: HTTPResponse
        let destination: Destination
        let command: String
    }

    /// Why there is no answer.
    private struct Problem: Error {
        let reason: String
        let command: String?

        init(_ reason: String, command: String? = nil) {
            self.reason = reason
            self.command = command
        }
    }
}
