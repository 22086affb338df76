import FederationCore
import ServerDiscovery
import TestSupport
import Testing

@Suite("Limits of discovery")
struct DiscoveryLimitTests {
    @Test("A deaf resolver costs the limit of a step for each thing that is asked in turn")
    func deafResolver() async throws {
        let world = World(
            names: [
                .init(.a, "example.org", .deaf), .init(.aaaa, "example.org", .deaf),
                .init(.srv, "_matrix-fed._tcp.example.org", .deaf),
                .init(.srv, "_matrix._tcp.example.org", .deaf),
            ])
        let clock = ContinuousClock()
        let start = clock.now
        let result = try await ServerDiscovery(
            environment: world.environment(stepTimeout: .milliseconds(40))
        ).discover(ServerName(parsing: "example.org"))
        // Addresses, two services; the addresses of step 6 are known by then.
        #expect(clock.now - start < .seconds(60))
        #expect(result.destinations.isEmpty)
        #expect(result.failure?.description == "example.org: no answer in time")
        #expect(result.specStep == "6")
        #expect(world.names.asked.count == 4)
        #expect(
            result.steps.filter { $0.outcome == .failed(reason: "no answer in time") }.count >= 5)
    }

    @Test("A deaf web server costs the limit of a step for each of its addresses")
    func deafWebServer() async throws {
        let world = World(
            http: [.init("GET", "example.org", "/.well-known/matrix/server", .deaf)])
        let result = try await ServerDiscovery(
            environment: world.environment(stepTimeout: .milliseconds(40))
        ).discover(ServerName(parsing: "example.org"))
        #expect(result.destinations.map(\.description) == ["198.51.100.7:8448"])
        #expect(result.wellKnown?.failure?.description == "no answer within 40 ms")
    }

    @Test("At most eight addresses are asked for a well-known document")
    func manyAddresses() async throws {
        let world = World(
            http: [
                .init(
                    "GET", "example.org", "/.well-known/matrix/server",
                    .failure(.refused, "connection refused"))
            ],
            names: [
                .init(
                    .a, "example.org",
                    .addresses(
                        "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", "203.0.113.5",
                        "203.0.113.6", "203.0.113.7", "203.0.113.8", "203.0.113.9")),
                .init(.aaaa, "example.org", .noData),
                .init(.srv, "_matrix-fed._tcp.example.org", .noSuchName),
                .init(.srv, "_matrix._tcp.example.org", .noSuchName),
            ])
        let result = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        #expect(world.http.asked.count == 8)
        #expect(result.destinations.count == 9)
    }

    @Test("More addresses than the limit are left out, and said to be; a repeated one counts once")
    func flood() async throws {
        let count = 4000
        let records = (0..<count).flatMap { number in
            let address = IPAddress(10, 0, UInt8(number / 256), UInt8(number % 256))
            return [DNSRecord(.address(address)), DNSRecord(.address(address))]
        }
        var environment = World().environment()
        environment.names = FloodingNames(records: records)
        let result = try await ServerDiscovery(environment: environment)
            .discover(ServerName(parsing: "example.org:8448"))
        #expect(result.destinations.count == ServerDiscovery.maximumAddresses)
        #expect(
            result.steps.last?.action
                == .leaveOutAddresses(
                    count: count - ServerDiscovery.maximumAddresses, host: "example.org"))
    }

    @Test("Cancellation ends discovery at once, and the result says so")
    func cancellation() async throws {
        let world = World(
            names: [.init(.a, "example.org", .deaf), .init(.aaaa, "example.org", .deaf)])
        let name = try ServerName(parsing: "example.org")
        let discovery = ServerDiscovery(environment: world.environment())
        let clock = ContinuousClock()
        let start = clock.now
        let result = await withTaskGroup(of: DiscoveryResult.self) { group in
            group.addTask { await discovery.discover(name) }
            while world.names.asked.count < 2 { await Task.yield() }
            group.cancelAll()
            return await group.next()
        }
        #expect(clock.now - start < .seconds(60))
        #expect(result?.failure == .cancelled)
        #expect(result?.destinations.isEmpty == true)
        #expect(world.names.asked == ["A example.org", "AAAA example.org"])
        #expect(world.http.asked.isEmpty)
    }

    @Test("Port 0 fits the grammar and leads nowhere")
    func portZero() async throws {
        let result = try await ServerDiscovery(environment: World().environment())
            .discover(ServerName(parsing: "example.org:0"))
        #expect(result.destinations.isEmpty)
        #expect(result.failure == .unusablePort(host: "example.org"))
        #expect(result.hostHeader == "example.org:0")
    }

    @Test("A name that does not exist is told step by step")
    func gone() async throws {
        let world = World(names: nil)
        let result = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "gone.example"))
        #expect(result.failure?.description == "gone.example: no such name")
        #expect(
            result.steps.map(\.description) == [
                "1  IP literal in gone.example: not an IP address",
                "2  port in gone.example: no port in the name",
                "3  https://gone.example/.well-known/matrix/server: no such name",
                "4  SRV _matrix-fed._tcp.gone.example: no such name",
                "5  SRV _matrix._tcp.gone.example: no such name",
                "6  gone.example, port 8448: port 8448", "6  A gone.example: no such name",
                "6  AAAA gone.example: no such name",
            ])
    }
}
