import FederationCore
import ServerDiscovery
import TestSupport
import Testing

@Suite("The host of a name itself")
struct HostItselfTests {
    @Test(
        "A name is asked at port 443, and what has a port or is an address as it stands",
        arguments: [
            ("example.org", "198.51.100.7:443", "example.org"),
            ("example.org:8449", "198.51.100.7:8449", "example.org:8449"),
            ("203.0.113.5", "203.0.113.5:8448", "203.0.113.5"),
        ])
    func place(name: String, destination: String, host: String) async throws {
        let world = World()
        let result = await ServerDiscovery(environment: world.environment())
            .hostItself(of: try ServerName(parsing: name))
        #expect(result.destinations.map(\.description) == [destination])
        #expect(result.hostHeader == host && result.specStep == "3")
        // Nobody is asked for a delegation.
        #expect(world.http.asked.isEmpty)
    }

    @Test("A name without an address says why")
    func absent() async throws {
        let world = World()
        let result = await ServerDiscovery(environment: world.environment())
            .hostItself(of: try ServerName(parsing: "gone.example"))
        #expect(result.destinations.isEmpty)
        #expect(result.failure?.description == "gone.example: no such name")
    }
}
