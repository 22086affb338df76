import FederationCore
import FoundationEssentials
import ServerDiscovery
import TestSupport

/// A world to discover in; names that its tables do not hold do not exist.
struct DiscoveryWorld {
    var http: [CannedHTTP.Row]
    var names: [CannedNames.Row]
    var overrides: [ConnectOverride] = []

    /// A well-known document without a port, and the deprecated SRV record of the delegated name.
    static let delegated = DiscoveryWorld(
        http: [
            .init(
                "GET", "example.org", "/.well-known/matrix/server",
                .json(
                    #"{"m.server":"matrix.example.org"}"#,
                    headers: [HTTPHeader("Cache-Control", "max-age=86400")]))
        ],
        names: [
            .init(.a, "example.org", .addresses("198.51.100.80")),
            .init(
                .srv, "_matrix._tcp.matrix.example.org", .services("10 5 8448 hs.example.org")),
            .init(.a, "hs.example.org", .addresses("198.51.100.7")),
            .init(.aaaa, "hs.example.org", .noData),
        ])

    func discover(_ name: String) async throws -> DiscoveryResult {
        let environment = FederationEnvironment(
            http: CannedHTTP(http), names: CannedNames(names, others: .noSuchName),
            tls: CannedTLS(), time: FixedTime(now: Date(timeIntervalSince1970: 1_800_000_000)),
            connectOverrides: overrides)
        return await ServerDiscovery(environment: environment)
            .discover(try ServerName(parsing: name))
    }
}
