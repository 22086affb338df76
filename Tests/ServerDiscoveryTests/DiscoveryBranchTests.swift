import FederationCore
import ServerDiscovery
import TestSupport
import Testing

@Suite("Branches of server discovery")
struct DiscoveryBranchTests {
    @Test(
        "Every branch of the spec leads to its addresses, port, Host header and TLS name, and asks no more than it has to",
        arguments: DiscoveryBranch.all)
    func branch(_ branch: DiscoveryBranch) async throws {
        let world = World(http: branch.http, names: branch.names)
        let name = try ServerName(parsing: branch.name)
        let result = await ServerDiscovery(environment: world.environment()).discover(name)

        #expect(result.specStep == branch.specStep)
        #expect(result.destinations.map(\.description) == branch.destinations)
        #expect(result.tlsName.description == branch.tlsName)
        #expect(result.hostHeader == branch.hostHeader)
        #expect(result.failure == nil)
        for destination in result.destinations {
            #expect(destination.tlsName == result.tlsName)
            #expect(destination.hostHeader == result.hostHeader)
            #expect(destination.specStep == result.specStep)
        }
        #expect(world.http.asked == branch.askedHTTP.map { "GET \($0)" })
        #expect(world.names.asked == branch.askedNames)
    }

    @Test("A literal is verified as an address and a name as a name")
    func kinds() async throws {
        let world = World()
        let discovery = ServerDiscovery(environment: world.environment())
        let literal = try await discovery.discover(ServerName(parsing: "198.51.100.7"))
        #expect(literal.tlsName == .address(IPAddress(198, 51, 100, 7)))
        let dotted = await ServerDiscovery(environment: world.environment()).discover(
            try ServerName(parsing: "example.org.:8448"))
        #expect(dotted.tlsName == .name("example.org"))
        #expect(dotted.hostHeader == "example.org.:8448")
    }

    @Test("D08: The well-known request goes to port 443 of the host, verified as the host")
    func wellKnownRoute() async throws {
        let world = World(
            http: [.init("GET", "example.org", "/.well-known/matrix/server", .status(404))])
        _ = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        let asked = try #require(world.http.journal.first)
        #expect(asked.address == "198.51.100.7:443")
        #expect(asked.route.tlsName == .name("example.org"))
        #expect(asked.route.verifiesCertificate)
        #expect(asked.request.headers.firstValue(of: "User-Agent") == "fedctl")
        #expect(asked.limits.maximumBodyBytes == 51200)
        #expect(asked.limits.timeout == .seconds(10))
    }
}
