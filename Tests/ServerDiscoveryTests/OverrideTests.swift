import FederationCore
import ServerDiscovery
import TestSupport
import Testing

@Suite("Overrides and families in discovery")
struct OverrideTests {
    private static let path = "/.well-known/matrix/server"

    @Test(
        "An override leads the well-known request elsewhere and changes neither Host nor TLS name")
    func wellKnown() async throws {
        let world = World(
            http: [
                .init(
                    "GET", "example.org", Self.path, at: "127.0.0.1:8443",
                    .json(#"{"m.server":"203.0.113.5"}"#))
            ], names: [])
        let environment = world.environment(overrides: [
            ConnectOverride(host: "example.org", port: 443, newHost: "127.0.0.1", newPort: 8443)
        ])
        let result = try await ServerDiscovery(environment: environment)
            .discover(ServerName(parsing: "example.org"))
        let asked = try #require(world.http.journal.first)
        #expect(asked.request.hostHeader == "example.org")
        #expect(asked.route.tlsName == .name("example.org"))
        #expect(world.names.asked.isEmpty)
        #expect(
            result.wellKnown?.hops.first?.detour?.description
                == "example.org:443 to 127.0.0.1:8443")
    }

    @Test(
        "An override leads to its address and port, and changes neither Host nor TLS name",
        arguments: [
            (
                ConnectOverride(
                    host: "example.org", port: 8449, newHost: "127.0.0.1", newPort: 1234),
                "127.0.0.1:1234"
            ),
            (
                ConnectOverride(host: nil, port: 8449, newHost: "::1", newPort: nil),
                "[::1]:8449"
            ),
            (
                ConnectOverride(host: "EXAMPLE.org", port: nil, newHost: nil, newPort: 99),
                "198.51.100.7:99"
            ),
            (
                ConnectOverride(host: nil, port: nil, newHost: "other.test", newPort: nil),
                "203.0.113.9:8449"
            ),
            (
                ConnectOverride(host: "example.net", port: nil, newHost: "::1", newPort: nil),
                "198.51.100.7:8449"
            ),
        ])
    func destination(_ override: ConnectOverride, leadsTo destination: String) async throws {
        let world = World(
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7")),
                .init(.aaaa, "example.org", .noData),
                .init(.a, "other.test", .addresses("203.0.113.9")),
                .init(.aaaa, "other.test", .noData),
            ])
        let result = await ServerDiscovery(
            environment: world.environment(overrides: [override])
        ).discover(try ServerName(parsing: "example.org:8449"))
        #expect(result.destinations.map(\.description) == [destination])
        #expect(result.tlsName == .name("example.org"))
        #expect(result.hostHeader == "example.org:8449")
        let isLedElsewhere = result.steps.contains { $0.action.description == "connect-to" }
        #expect(isLedElsewhere == (destination != "198.51.100.7:8449"))
    }

    @Test("An IP literal and the target of an SRV record can be led elsewhere too")
    func others() async throws {
        let overrides = [
            ConnectOverride(host: "2001:db8::7", port: 8448, newHost: "127.0.0.1", newPort: 1),
            ConnectOverride(host: "hs.test", port: 8449, newHost: "127.0.0.2", newPort: 2),
        ]
        let world = World(
            names: [
                .init(.a, "example.org", .noData), .init(.aaaa, "example.org", .noData),
                .init(.srv, "_matrix-fed._tcp.example.org", .services("10 5 8449 hs.test")),
            ])
        let discovery = ServerDiscovery(environment: world.environment(overrides: overrides))
        let literal = try await discovery.discover(ServerName(parsing: "[2001:db8::7]"))
        #expect(literal.destinations.map(\.description) == ["127.0.0.1:1"])
        #expect(literal.tlsName.description == "2001:db8::7")
        let service = try await discovery.discover(ServerName(parsing: "example.org"))
        #expect(service.destinations.map(\.description) == ["127.0.0.2:2"])
        #expect(service.tlsName.description == "example.org")
    }

    @Test(
        "With one family the other is neither asked for nor used",
        arguments: [
            (IPAddress.Family.v4, ["A example.org"], ["198.51.100.7:8449"]),
            (.v6, ["AAAA example.org"], ["[2001:db8::7]:8449"]),
        ])
    func families(family: IPAddress.Family, asked: [String], found: [String]) async throws {
        let world = World(
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7")),
                .init(.aaaa, "example.org", .addresses("2001:db8::7")),
            ])
        let result = await ServerDiscovery(environment: world.environment(families: [family]))
            .discover(try ServerName(parsing: "example.org:8449"))
        #expect(world.names.asked == asked)
        #expect(result.destinations.map(\.description) == found)
    }

    @Test("A literal of an excluded family is no destination, and the reason is said")
    func excludedLiteral() async throws {
        let result = await ServerDiscovery(environment: World().environment(families: [.v4]))
            .discover(try ServerName(parsing: "[2001:db8::7]"))
        #expect(result.destinations.isEmpty)
        #expect(
            result.failure?.description
                == "2001:db8::7 is an IPv6 address, and only IPv4 is used")
        #expect(result.tlsName.description == "2001:db8::7")
    }

    @Test("Without verification the well-known request goes out unverified")
    func insecure() async throws {
        let world = World(http: [.init("GET", "example.org", Self.path, .status(404))])
        _ = try await ServerDiscovery(environment: world.environment(verifiesCertificates: false))
            .discover(ServerName(parsing: "example.org"))
        #expect(world.http.journal.first?.route.verifiesCertificate == false)
    }
}
