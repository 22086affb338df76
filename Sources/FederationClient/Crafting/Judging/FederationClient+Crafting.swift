public import FederationCore
import ServerDiscovery

extension FederationClient {
    /// Sends the requests of a fault to the first address of `server` that takes a connection, once each.
    ///
    /// Where one has no answer, the server is asked for its version, to see whether it is still there.
    ///
    /// - Throws: `FederationRequestError` where discovery finds no address.
    public func run(
        _ fault: CraftedFault, _ plan: CraftedPlan, on server: ServerName
    ) async throws(FederationRequestError) -> CraftedRun {
        let discovery = await discover(server)
        var destinations = discovery.destinations.prefix(Self.maximumAttempts)
        guard !destinations.isEmpty else {
            throw .noDestination(server, steps: discovery.failedSteps)
        }
        var observations: [CraftedObservation] = []
        switch plan.order {
        case .oneByOne:
            for request in plan.requests {
                observations.append(await observe(request, atFirstOf: &destinations))
            }
        case .atOnce:
            (observations, destinations) = await observe(plan.requests, atFirstOf: destinations)
        }
        let isAnswered = observations.allSatisfy { $0.status != nil }
        return CraftedRun(
            fault, plan, observations: observations,
            isAlive: isAnswered ? nil : await isAlive(destinations[destinations.startIndex]))
    }

    /// Why a server takes no transactions of `identity`, whatever is in them: its answer to an empty one; none where
    /// it takes them, or does not answer.
    ///
    /// - Parameters:
    ///   - server: The server.
    ///   - identity: Who signs.
    ///   - transactionID: The ID of the empty transaction.
    ///   - now: The time, in milliseconds since the Unix epoch.
    /// - Returns: The refusal.
    public func refusalOfTransactions(
        on server: ServerName, signedBy identity: FederationIdentity, id transactionID: String,
        at now: Int64
    ) async -> MatrixError? {
        let empty = Transaction(transactionID, from: identity.serverName, at: now)
        // What cannot be made or is not answered tells nothing: the faults themselves will.
        guard let request = try? empty.request(to: server),
            let exchange = try? await send(request, signedBy: identity),
            let refusal = exchange.refusal, refusal.status == 401 || refusal.status == 403
        else { return nil }
        return refusal
    }

    /// Sends a request to the first address that takes a connection.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - destinations: The addresses, of which those that take none are left out, but for the last.
    /// - Returns: What came of it.
    func observe(
        _ request: CraftedRequest, atFirstOf destinations: inout ArraySlice<Destination>
    ) async -> CraftedObservation {
        while true {
            let observation = await observe(
                request, at: destinations[destinations.startIndex])
            guard case .failed(let error) = observation, destinations.count > 1,
                error.allowsAnotherAddress(for: request.method)
            else { return observation }
            destinations.removeFirst()
        }
    }

    /// Sends requests at once, each to the first address that takes a connection.
    private func observe(
        _ requests: [CraftedRequest], atFirstOf destinations: ArraySlice<Destination>
    ) async -> ([CraftedObservation], ArraySlice<Destination>) {
        await withTaskGroup { group in
            for (index, request) in requests.enumerated() {
                group.addTask {
                    var open = destinations
                    let observation = await observe(request, atFirstOf: &open)
                    return (index, observation, open)
                }
            }
            var observed: [(Int, CraftedObservation)] = []
            var rest = destinations
            for await (index, observation, open) in group {
                observed.append((index, observation))
                if open.count < rest.count { rest = open }
            }
            return (observed.sorted { $0.0 < $1.0 }.map(\.1), rest)
        }
    }

    func observe(
        _ request: CraftedRequest, at destination: Destination
    ) async -> CraftedObservation {
        let outgoing = request.request(for: destination, userAgent: environment.userAgent)
        do throws(HTTPExchangeError) {
            return .answered(try await exchange(outgoing, with: destination))
        } catch {
            return .failed(error)
        }
    }

    private func isAlive(_ destination: Destination) async -> Bool {
        let request = HTTPRequest(
            method: "GET", target: "/_matrix/federation/v1/version",
            hostHeader: destination.hostHeader,
            headers: [HTTPHeader("User-Agent", environment.userAgent)])
        do throws(HTTPExchangeError) {
            return try await exchange(request, with: destination).status < 500
        } catch {
            return false
        }
    }
}
