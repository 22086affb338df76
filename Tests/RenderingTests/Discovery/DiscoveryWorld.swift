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

    /// A redirect, an address that is closed, an `m.server` that is none, and SRV targets good and bad.
    static let redirected = DiscoveryWorld(
        http: [
            .init(
                "GET", "example.org", "*", at: "198.51.100.7:443",
                .failure(.refused, "connection refused")),
            .init(
                "GET", "example.org", "*", at: "[2001:db8::7]:443",
                .redirect(to: "https://www.example.org/m")),
            .init(
                "GET", "www.example.org", "/m",
                .json(
                    #"{"m.server":"https://matrix.example.org"}"#,
                    headers: [HTTPHeader("Cache-Control", "max-age=604800")])),
        ],
        names: [
            .init(.a, "example.org", .addresses("198.51.100.7")),
            .init(.aaaa, "example.org", .addresses("2001:db8::7")),
            .init(.a, "www.example.org", .addresses("198.51.100.8")),
            .init(.srv, "_matrix-fed._tcp.example.org", .outcome(.serverFailure)),
            .init(
                .srv, "_matrix._tcp.example.org",
                .services("20 5 8448 alias.test", "10 5 443 hs.test")),
            .init(.a, "hs.test", .addresses("198.51.100.9", "198.51.100.10")),
            .init(.a, "alias.test", .addresses("198.51.100.9", aliases: ["real.test"])),
            .init(.aaaa, "alias.test", .noData),
        ],
        overrides: [
            ConnectOverride(host: "hs.test", port: 443, newHost: nil, newPort: 8443)
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
