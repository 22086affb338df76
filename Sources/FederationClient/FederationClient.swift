public import FederationCore
public import ServerDiscovery

/// Asks a homeserver: finds where it lives, signs, chooses an address, exchanges.
public struct FederationClient: FederationRequesting {
    let environment: FederationEnvironment
    private let cache = DiscoveryCache()

    /// The most addresses that one request tries.
    public static let maximumAttempts = 8

    /// A client over the ports of `environment`, within its limits.
    public init(environment: FederationEnvironment) {
        self.environment = environment
    }

    /// Where the requests for `name` go; what was found is kept as long as the client lives.
    public func discover(_ name: ServerName) async -> DiscoveryResult {
        if let known = await cache.result(for: name) { return known }
        let result = await ServerDiscovery(environment: environment).discover(name)
        await cache.keep(result)
        return result
    }

    /// Where `request` goes: where the requests for its server go, or to the host of the name itself with
    /// what is asked before any delegation.
    public func discover(_ request: FederationRequest) async -> DiscoveryResult {
        let row = request.operation.flatMap { Endpoint.named($0) }
        guard row?.precedesDelegation == true else { return await discover(request.destination) }
        return await ServerDiscovery(environment: environment)
            .hostItself(of: request.destination)
    }

    /// Sends `request` to the first address of its server that answers.
    ///
    /// It is signed where `identity` is given, unless its row of the endpoint table says that the
    /// operation is not signed. Another address is tried where a connection failed; a method that may
    /// change something is sent a second time only where the first never left. An answer 429
    /// that asks for a wait within the limit of a step is obeyed once.
    ///
    /// - Throws: ``FederationRequestError`` where there is no answer.
    public func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        await obeyingRateLimit(try await firstAnswer(to: request, signedBy: identity))
    }

    /// What the first address that answers says, whatever it is.
    func firstAnswer(
        to request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        let signer = try signer(of: request, given: identity)
        let discovery = await discover(request)
        guard !discovery.destinations.isEmpty else {
            throw .noDestination(request.destination, steps: discovery.failedSteps)
        }
        var failed: [FederationRequestError.Attempt] = []
        for destination in discovery.destinations.prefix(Self.maximumAttempts) {
            let outgoing = try prepare(request, for: destination, signedBy: signer)
            do throws(HTTPExchangeError) {
                let response = try await exchange(outgoing, with: destination)
                return FederationExchange(
                    destination: destination, request: outgoing, response: response,
                    earlierAttempts: failed.map {
                        FederationAttempt(
                            destination: $0.destination, outcome: .failed($0.error))
                    })
            } catch {
                failed.append(.init(destination: destination, error: error))
                guard error.allowsAnotherAddress(for: request.method) else { break }
            }
        }
        throw .noAnswer(request.destination, attempts: failed)
    }

    /// Sends `request` to `destination` and nowhere else, once, signed where `identity` is given.
    ///
    /// - Throws: ``FederationRequestError`` where there is no answer.
    public func send(
        _ request: FederationRequest, to destination: Destination,
        signedBy identity: FederationIdentity? = nil
    ) async throws(FederationRequestError) -> FederationExchange {
        let outgoing = try prepare(request, for: destination, signedBy: identity)
        do throws(HTTPExchangeError) {
            return FederationExchange(
                destination: destination, request: outgoing,
                response: try await exchange(outgoing, with: destination))
        } catch {
            throw .noAnswer(
                request.destination, attempts: [.init(destination: destination, error: error)])
        }
    }

    func exchange(
        _ request: HTTPRequest, with destination: Destination
    ) async throws(HTTPExchangeError) -> HTTPResponse {
        let route = HTTPRoute(
            address: destination.address, port: destination.port, tlsName: destination.tlsName,
            verifiesCertificate: environment.verifiesCertificates)
        return try await environment.exchange(
            request, over: route, maximumBodyBytes: environment.maximumBodyBytes)
    }

    /// Who signs `request`: nobody where the operation is not signed.
    func signer(
        of request: FederationRequest, given identity: FederationIdentity?
    ) throws(FederationRequestError) -> FederationIdentity? {
        guard let operation = request.operation, let endpoint = Endpoint.named(operation) else {
            return identity
        }
        guard endpoint.authentication == .signed else { return nil }
        guard let identity else { throw .noIdentity(operation: operation) }
        return identity
    }
}

extension DiscoveryResult {
    /// The steps that did not bring what they looked for, a line each.
    var failedSteps: [String] {
        let lines = steps.compactMap { step -> String? in
            switch step.outcome {
            case .absent, .failed: step.description
            case .found, .notApplicable: nil
            }
        }
        return lines.isEmpty ? [failure.map { "\(specStep)  \($0)" }].compactMap(\.self) : lines
    }
}
