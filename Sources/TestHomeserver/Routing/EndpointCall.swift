import FederationCore
import MatrixJSON

/// A request that has found its row of the endpoint table, and all that the row's handler needs.
struct EndpointCall: Sendable {
    /// The row.
    let endpoint: Endpoint
    /// What stands in the holes of the path.
    let arguments: [EndpointMatch.PathArgument]
    /// The members of the query, in order and decoded.
    let query: [(name: String, value: String)]
    /// The body, where the row has one.
    let body: JSONDocument?
    /// The server that signed the request, where the row demands a signature.
    let origin: ServerName?
    /// The virtual server that is asked.
    let server: VirtualServer
    /// What that server has and remembers.
    let state: ServerState
    /// What all servers of the process have and remember.
    let neighbours: [ServerName: ServerState]
    /// Every virtual server of the process.
    let directory: ServerDirectory
    /// What the homeserver says that it runs.
    let software: SoftwareVersion
    /// The time, in milliseconds since the Unix epoch.
    let now: Int64

    /// What stands in the hole of that name.
    func argument(_ name: String) -> String? {
        arguments.first { $0.name == name }?.value
    }

    /// The first value of that name in the query.
    func queryValue(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// The answer for something that this server does not have: the row's own error for it, 404 where
    /// it lists that or no other that fits, else 403.
    func missing(_ thing: String) -> Refusal {
        let isListed = { (status: Int) in endpoint.errors.contains { $0.status == status } }
        if !isListed(404), isListed(403) {
            return Refusal(403, "M_FORBIDDEN", "there is no such \(thing) here")
        }
        return Refusal(404, "M_NOT_FOUND", "there is no such \(thing) here")
    }
}
