import FederationCore
import MatrixJSON

/// Leads a request to the handler of its row, past everything that is the same for all rows.
struct Router: Sendable {
    let directory: ServerDirectory
    /// What every virtual server has and remembers.
    let states: [ServerName: ServerState]
    let authorizer: RequestAuthorizer
    let software: SoftwareVersion

    /// The answer to a whole request at the time `now`, in milliseconds since the Unix epoch.
    func answer(to request: ArrivedRequest, now: Int64) async -> RoutedAnswer {
        let server = directory.server(host: request.hostHeader, connection: request.connection)
        let (header, claim) = authorizer.claim(of: request)
        var routed = RoutedAnswer(
            answer: .refusal(Self.unknownPath), server: server.name, authorization: claim)
        switch Endpoint.match(method: request.method, target: request.target) {
        case .unknown:
            break
        case .wrongMethod(let allowed):
            routed.answer = .refusal(Self.wrongMethod(request.method, allowed: allowed))
        case .match(let endpoint, let arguments):
            routed.endpoint = endpoint.name
            do throws(Refusal) {
                routed.answer = try await answer(
                    to: request, at: endpoint, arguments, header: header, for: server, now: now,
                    &routed.authorization)
            } catch {
                routed.answer = .refusal(error)
            }
        }
        return routed
    }

    private func answer(
        to request: ArrivedRequest, at endpoint: Endpoint,
        _ arguments: [EndpointMatch.PathArgument], header: XMatrixHeader?,
        for server: VirtualServer, now: Int64, _ judgement: inout AuthorizationJudgement
    ) async throws(Refusal) -> Answer {
        guard let state = states[server.name] else { throw Self.unknownPath }
        var origin: ServerName?
        if endpoint.authentication == .signed {
            origin = try await authorize(
                request, header: header, for: server, now: now, &judgement)
        }
        let call = EndpointCall(
            endpoint: endpoint, arguments: arguments,
            query: PercentEncoding.queryItems(ofTarget: request.target),
            body: endpoint.hasBody ? try Self.body(of: request, at: endpoint) : nil,
            origin: origin, server: server, state: state, neighbours: states,
            directory: directory, software: software, now: now)
        try call.checkParameters()
        guard let handler = EndpointHandler.named(endpoint.name) else { throw Self.unknownPath }
        return try await handler.answer(call)
    }

    /// The answer to a request that is refused before it is whole.
    func refuse(_ request: ArrivedRequest, with refusal: Refusal) -> RoutedAnswer {
        give(.refusal(refusal), to: request)
    }

    /// An answer that no handler is asked for.
    func give(_ answer: Answer, to request: ArrivedRequest) -> RoutedAnswer {
        let server = directory.server(host: request.hostHeader, connection: request.connection)
        var routed = RoutedAnswer(
            answer: answer, server: server.name,
            authorization: authorizer.claim(of: request).1)
        if case .match(let endpoint, _) = Endpoint.match(
            method: request.method, target: request.target)
        {
            routed.endpoint = endpoint.name
        }
        return routed
    }

    /// A request, as those who control the homeserver are told of it.
    func met(_ request: ArrivedRequest) -> MetRequest {
        var endpoint: String?
        if case .match(let row, _) = Endpoint.match(
            method: request.method, target: request.target)
        {
            endpoint = row.name
        }
        return MetRequest(
            request: request,
            server: directory.server(host: request.hostHeader, connection: request.connection).name,
            endpoint: endpoint, origin: authorizer.claim(of: request).header?.origin)
    }

    private func authorize(
        _ request: ArrivedRequest, header: XMatrixHeader?, for server: VirtualServer, now: Int64,
        _ judgement: inout AuthorizationJudgement
    ) async throws(Refusal) -> ServerName {
        guard let header else { throw RequestAuthorizer.unauthorized(judgement) }
        let claim = XMatrixClaim(header)
        do {
            let origin = try await authorizer.verify(request, header: header, for: server, now: now)
            judgement = .accepted(claim)
            return origin
        } catch {
            judgement = .refused(claim, reason: error.message)
            throw error
        }
    }

    private static func body(
        of request: ArrivedRequest, at endpoint: Endpoint
    ) throws(Refusal) -> JSONDocument {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: request.body)
        } catch {
            // What brings events is held to the rules of their rooms, which may know other numbers.
            guard endpoint.body != nil,
                let preserved = try? JSONDocument(parsing: request.body, numbers: .preserving)
            else { throw Refusal(body: error) }
            document = preserved
        }
        guard document.root.kind == .object else {
            throw Refusal(400, "M_BAD_JSON", "the body is no JSON object")
        }
        return document
    }

    /// The answer to a path that is in no row.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#unsupported-endpoints>
    private static let unknownPath = Refusal(404, "M_UNRECOGNIZED", "there is no such endpoint")

    private static func wrongMethod(_ method: String, allowed: [String]) -> Refusal {
        let methods = allowed.joined(separator: ", ")
        return Refusal(
            405, "M_UNRECOGNIZED", "the endpoint takes \(methods), and not \(method)",
            headers: [HTTPHeader("Allow", methods)])
    }
}
