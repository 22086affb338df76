public import FederationCore

extension FaultPlan {
    /// Asks that every setting that names a virtual server names one of these.
    ///
    /// - Throws: ``FaultPlanError`` with the first that does not: it would never strike.
    public func check(servers: [ServerName]) throws(FaultPlanError) {
        for (index, standing) in list.enumerated() {
            guard let server = standing.setting.server, !servers.contains(server) else { continue }
            throw .unknownServer(server, position: index + 1, known: servers)
        }
    }
}
