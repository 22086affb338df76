import FederationCore
import MatrixJSON

/// Answers requests for control operations.
struct ControlResponder: Responding {
    private let home: ControlledHomeserver
    private let token: String
    private let time: any TimeSource

    init(_ home: ControlledHomeserver, token: String, time: any TimeSource) {
        self.home = home
        self.token = token
        self.time = time
    }

    func answer(to arrival: Arrival) async -> Outgoing? {
        let request: ArrivedRequest
        var answer: Answer
        switch arrival {
        case .broken: return nil
        case .refused(let refused, let refusal):
            request = refused
            answer = .refusal(Refusal(early: refusal))
        case .request(let whole):
            request = whole
            do throws(Refusal) {
                answer = .json(try await perform(whole))
            } catch {
                answer = .refusal(error)
            }
        }
        answer.headers.append(HTTPHeader("Cache-Control", "no-store"))
        return Outgoing(
            answer: answer, closes: !request.keepsAlive, omitsBody: request.method == "HEAD",
            date: HTTPDate.text(of: time.now))
    }

    private func perform(_ request: ArrivedRequest) async throws(Refusal) -> JSONObject {
        try authorize(request)
        guard let operation = ControlOperation.at(request.path) else {
            throw Refusal(
                404, "M_UNRECOGNIZED",
                "there is no such operation; GET /v1/operations lists them")
        }
        guard request.method == operation.method.rawValue else {
            throw Refusal(
                405, "M_UNRECOGNIZED",
                "the operation takes \(operation.method.rawValue), and not \(request.method)",
                headers: [HTTPHeader("Allow", operation.method.rawValue)])
        }
        let arguments = try ControlArguments(of: request, for: operation).members
        let call = ControlCall(
            operation: operation, arguments: arguments, state: try state(for: arguments),
            home: home, now: UTCTime(time.now).milliseconds)
        return try await operation.perform(call)
    }

    private func authorize(_ request: ArrivedRequest) throws(Refusal) {
        let given = request.authorizations.compactMap(Self.token)
        guard !given.isEmpty else {
            throw Self.unauthorized(
                "M_MISSING_TOKEN", "expected the token as 'Authorization: Bearer …', found none")
        }
        let expected = Array(token.utf8)
        guard given.contains(where: { Self.isEqual(Array($0.utf8), expected) }) else {
            throw Self.unauthorized(
                "M_UNKNOWN_TOKEN", "the token is another one than that of this process")
        }
    }

    private static func unauthorized(_ code: String, _ message: String) -> Refusal {
        Refusal(401, code, message, headers: [HTTPHeader("WWW-Authenticate", "Bearer")])
    }

    /// What stands behind the scheme `Bearer`, in whatever case that is written.
    private static func token(_ authorization: String) -> Substring? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].drop { $0 == " " }
    }

    /// Compares in a time that depends on the lengths alone.
    private static func isEqual(_ given: [UInt8], _ expected: [UInt8]) -> Bool {
        guard given.count == expected.count else { return false }
        return zip(given, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func state(for arguments: JSONObject) throws(Refusal) -> ServerState {
        guard case .string(let text) = arguments["server"] else {
            guard let first = home.states.first else {
                throw Refusal(404, "M_NOT_FOUND", "there is no server")
            }
            return first
        }
        // What is no name was refused with the other arguments.
        guard let name = try? ServerName(parsing: text), let state = home.state(named: name) else {
            throw Refusal(404, "M_NOT_FOUND", "there is no server \(text) here")
        }
        return state
    }
}
