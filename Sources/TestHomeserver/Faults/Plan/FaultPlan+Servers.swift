public import FederationCore

extension FaultPlan {
    /// Asks that every setting that names a virtual server names one of these, and that what is done to TLS is done
    /// where there is TLS.
    ///
    /// - Throws: ``FaultPlanError`` with the first that would never strike.
    public func check(servers: [ServerName], speaksTLS: Bool) throws(FaultPlanError) {
        for (index, standing) in list.enumerated() {
            if standing.setting.fault.kind == .tls, !speaksTLS {
                throw .noTLS(fault: standing.setting.fault.id, position: index + 1)
            }
            guard let server = standing.setting.server, !servers.contains(server) else { continue }
            throw .unknownServer(server, position: index + 1, known: servers)
        }
    }
}
