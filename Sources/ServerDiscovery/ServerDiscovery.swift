public import FederationCore

/// Finds out where the requests for a server name go.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#resolving-server-names>
public struct ServerDiscovery: Sendable {
    let environment: FederationEnvironment

    /// The port where nothing says another.
    public static let defaultPort: UInt16 = 8448
    /// The most SRV records whose targets are looked up.
    public static let maximumServices = 32
    /// The most addresses of one host that are used.
    public static let maximumAddresses = 32
    /// The most destinations of one name, be they addresses of one host or of many.
    public static let maximumDestinations = 32
    /// The most addresses of one host that are asked for a well-known document.
    public static let maximumWellKnownAttempts = 8

    /// Discovery over the ports of `environment`, within its limits.
    public init(environment: FederationEnvironment) {
        self.environment = environment
    }

    /// Goes through the spec's steps for `name`, and never throws: what fails is in the trace.
    ///
    /// Each wait is bounded by the limit of a step, the well-known document with all its redirects by
    /// three times that. Nothing is asked twice.
    public func discover(_ name: ServerName) async -> DiscoveryResult {
        var run = DiscoveryRun(of: name, in: environment)
        return await run.result()
    }

    /// Where `name` is asked for its well-known document: the host of the name itself, whatever it delegates to.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#getwell-knownmatrixserver>
    public func hostItself(of name: ServerName) async -> DiscoveryResult {
        var run = DiscoveryRun(of: name, in: environment)
        return await run.hostItself()
    }
}
