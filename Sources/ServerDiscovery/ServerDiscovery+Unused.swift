public import FederationCore

extension ServerDiscovery {
    /// The answers about SRV records of the name itself that play no part, because an earlier step decided.
    ///
    /// Discovery never needs them; who wonders why a record is not used wants to see them. A literal
    /// has none, and what discovery itself asked for is not asked again.
    public func unusedServices(of result: DiscoveryResult) async -> [DNSAnswer] {
        guard case .name(let host) = result.serverName.host else { return [] }
        let questions = ["_matrix-fed._tcp", "_matrix._tcp"].map {
            DNSQuestion("\($0).\(host.withoutRootDot)", .srv)
        }
        let asked = result.steps.compactMap { step -> DNSQuestion? in
            guard case .lookUp(let answer) = step.action else { return nil }
            return answer.question
        }
        var finder = PlaceFinder(environment)
        return await finder.answers(to: questions.filter { !asked.contains($0) })
    }
}
