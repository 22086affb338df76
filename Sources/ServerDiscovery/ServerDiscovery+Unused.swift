public import FederationCore

extension ServerDiscovery {
    /// The answers about SRV records that play no part, because an earlier step decided, or because
    /// they belong to another service.
    ///
    /// Discovery never needs them; who wonders why a record is not used wants to see them. A literal
    /// has none, and what discovery itself asked for is not asked again.
    public func unusedServices(of result: DiscoveryResult) async -> [DNSAnswer] {
        guard case .name(let host) = result.serverName.host else { return [] }
        var hosts = [host.withoutRootDot]
        if case .name(let delegated)? = result.delegatedName?.host,
            result.delegatedName?.port == nil, delegated.withoutRootDot != hosts[0]
        {
            hosts.append(delegated.withoutRootDot)
        }
        var questions = hosts.flatMap { host in
            ["_matrix-fed._tcp", "_matrix._tcp"].map { DNSQuestion("\($0).\(host)", .srv) }
        }
        // A service of another API, which is taken for this one.
        questions.append(DNSQuestion("_matrix-identity._tcp.\(hosts[0])", .srv))
        let asked = result.steps.compactMap { step -> DNSQuestion? in
            guard case .lookUp(let answer) = step.action else { return nil }
            return answer.question
        }
        var finder = PlaceFinder(environment)
        return await finder.answers(to: questions.filter { !asked.contains($0) })
    }
}
