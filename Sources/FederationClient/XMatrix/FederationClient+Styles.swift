public import FederationCore
import ServerDiscovery

extension FederationClient {
    /// Sends one request written in each of these ways to the first address of its server that
    /// takes a connection, one after the other.
    ///
    /// - Parameters:
    ///   - styles: The ways.
    ///   - request: A request that only reads, and that the server answers when it is written as senders should.
    ///   - identity: Who signs.
    /// - Returns: What came of each, in their order.
    /// - Throws: `FederationRequestError` where discovery finds no address, or the request cannot be signed.
    public func run(
        _ styles: [XMatrixStyle] = XMatrixStyle.all, on request: FederationRequest,
        signedBy identity: FederationIdentity
    ) async throws(FederationRequestError) -> [XMatrixStyleRun] {
        let discovery = await discover(request.destination)
        var destinations = discovery.destinations.prefix(Self.maximumAttempts)
        guard !destinations.isEmpty else {
            throw .noDestination(request.destination, steps: discovery.failedSteps)
        }
        var runs: [XMatrixStyleRun] = []
        do throws(RequestSigningError) {
            let plain = try XMatrixStyle.all[0].request(request, by: identity)
            let baseline = await observe(plain, atFirstOf: &destinations)
            for style in styles {
                let crafted = try style.request(request, by: identity)
                runs.append(
                    XMatrixStyleRun(
                        style, crafted,
                        observation: await observe(crafted, atFirstOf: &destinations),
                        baseline: baseline))
            }
        } catch {
            throw .cannotSign(error)
        }
        return runs
    }
}
