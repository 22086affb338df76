public import FederationCore

/// What a user expects of servers, beyond what the specification says: kept in a repository, and
/// held against each run.
public struct Expectations: Sendable, Hashable {
    /// What is expected of every server that has no row of its own.
    public var common: ServerExpectations
    /// What is expected of single servers, over what is common.
    public var servers: [ServerName: ServerExpectations]

    /// Expectations.
    public init(
        common: ServerExpectations = ServerExpectations(),
        servers: [ServerName: ServerExpectations] = [:]
    ) {
        self.common = common
        self.servers = servers
    }

    /// What is expected of `name`.
    public func expectations(of name: ServerName) -> ServerExpectations {
        guard let own = servers[name] else { return common }
        return own.over(common)
    }
}
