import FederationCore
import ServerDiscovery
import TestSupport
import Testing

@Suite("SRV records")
struct ServiceTests {
    private static func discover(
        _ rows: [CannedNames.Row]
    ) async throws -> (DiscoveryResult, World) {
        let web: [CannedNames.Row] = [
            .init(.a, "example.org", .noData), .init(.aaaa, "example.org", .noData),
        ]
        let world = World(names: web + rows)
        let result = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        return (result, world)
    }

    @Test("Lower priorities come first, then higher weights, then the order of the answer")
    func order() async throws {
        let hosts = ["a.test", "b.test", "c.test", "d.test"]
        let addresses = hosts.enumerated().flatMap { index, host in
            [
                CannedNames.Row(.a, host, .addresses("203.0.113.\(index + 1)")),
                .init(.aaaa, host, .noData),
            ]
        }
        let (result, world) = try await Self.discover(
            [
                .init(
                    .srv, "_matrix-fed._tcp.example.org",
                    .services(
                        "20 90 8451 d.test", "10 5 8449 a.test", "10 60 8450 b.test",
                        "10 5 8452 c.test"))
            ] + addresses)
        #expect(result.services.map(\.target) == ["b.test", "a.test", "c.test", "d.test"])
        #expect(
            result.destinations.map(\.description) == [
                "203.0.113.2:8450", "203.0.113.1:8449", "203.0.113.3:8452", "203.0.113.4:8451",
            ])
        #expect(result.services.allSatisfy { !$0.isDeprecated && $0.timeToLive == 300 })
        // In parallel, so in no order; but each once.
        #expect(Set(world.names.asked).count == world.names.asked.count)
    }

    @Test("Two records for one host ask for its addresses once, and give one destination a port")
    func sharedTarget() async throws {
        let (result, world) = try await Self.discover([
            .init(
                .srv, "_matrix-fed._tcp.example.org",
                .services("10 5 8449 hs.test", "20 5 443 hs.test", "30 5 8449 hs.test")),
            .init(.a, "hs.test", .addresses("203.0.113.1")), .init(.aaaa, "hs.test", .noData),
        ])
        #expect(result.destinations.map(\.description) == ["203.0.113.1:8449", "203.0.113.1:443"])
        #expect(world.names.asked.filter { $0 == "A hs.test" }.count == 1)
    }

    @Test("A target '.' says that the service is not offered: nothing else is tried")
    func notOffered() async throws {
        for target in ["."] {
            let (result, world) = try await Self.discover([
                .init(.srv, "_matrix-fed._tcp.example.org", .services("0 0 0 \(target)"))
            ])
            #expect(result.specStep == "4")
            #expect(result.destinations.isEmpty)
            #expect(
                result.failure == .serviceNotOffered(service: "_matrix-fed._tcp.example.org"))
            #expect(!world.names.asked.contains("SRV _matrix._tcp.example.org"))
        }
    }

    @Test("A target that is an alias is refused and said to be one, also where another is good")
    func alias() async throws {
        let (result, _) = try await Self.discover([
            .init(
                .srv, "_matrix-fed._tcp.example.org",
                .services("10 5 8449 alias.test", "20 5 8449 hs.test")),
            .init(
                .a, "alias.test",
                .addresses("203.0.113.1", aliases: ["alias.test", "real.test"])),
            .init(.aaaa, "alias.test", .noData),
            .init(.a, "hs.test", .addresses("203.0.113.2")), .init(.aaaa, "hs.test", .noData),
        ])
        #expect(result.destinations.map(\.description) == ["203.0.113.2:8449"])
        let refusal = try #require(
            result.steps.first { $0.action == .use(host: "alias.test") })
        #expect(
            refusal.outcome
                == .failed(
                    reason: "alias.test is an alias (CNAME) of real.test, "
                        + "which an SRV target must not be"))
    }

    @Test(
        "A target that cannot be used is the reason where there is no other",
        arguments: [
            (
                "10 5 8449 alias.test",
                "SRV _matrix-fed._tcp.example.org: alias.test is an alias (CNAME) of real.test, which an SRV target must not be"
            ),
            (
                "10 5 8449 203.0.113.1",
                "SRV _matrix-fed._tcp.example.org: 203.0.113.1 is an IP address, and an SRV target must be a name"
            ),
            (
                "10 5 0 hs.test",
                "SRV _matrix-fed._tcp.example.org: hs.test: port 0 cannot be connected to"
            ),
            (
                "10 5 8449 gone.test",
                "SRV _matrix-fed._tcp.example.org: gone.test: no such name"
            ),
            (
                "10 5 8449 empty.test",
                "SRV _matrix-fed._tcp.example.org: empty.test: no address"
            ),
            (
                "10 5 8449 broken.test",
                "SRV _matrix-fed._tcp.example.org: broken.test: A: no such record, AAAA: the name server could not answer"
            ),
        ])
    func unusable(service: String, failure: String) async throws {
        let world = World(
            names: [
                .init(.a, "example.org", .noData), .init(.aaaa, "example.org", .noData),
                .init(.srv, "_matrix-fed._tcp.example.org", .services(service)),
                .init(.a, "alias.test", .addresses("203.0.113.1", aliases: ["real.test"])),
                .init(.aaaa, "alias.test", .noData), .init(.a, "gone.test", .noSuchName),
                .init(.aaaa, "gone.test", .noSuchName), .init(.a, "empty.test", .noData),
                .init(.aaaa, "empty.test", .noData), .init(.a, "broken.test", .noData),
                .init(.aaaa, "broken.test", .outcome(.serverFailure)),
            ])
        let result = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        #expect(result.failure?.description == failure)
        #expect(result.destinations.isEmpty)
        // An SRV record that was found ends discovery: no 8448.
        #expect(result.specStep == "4")
        #expect(result.tlsName == .name("example.org"))
        #expect(result.hostHeader == "example.org")
    }

    @Test(
        "A failed look-up is told from an absent record, and discovery goes on",
        arguments: [
            (DNSAnswer.Outcome.serverFailure, "the name server could not answer"),
            (.refused, "the name server would not answer"), (.timedOut, "no answer in time"),
            (.failed(reason: "the answer is truncated"), "the answer is truncated"),
        ])
    func failedLookUp(outcome: DNSAnswer.Outcome, reason: String) async throws {
        let (result, _) = try await Self.discover([
            .init(.srv, "_matrix-fed._tcp.example.org", .outcome(outcome)),
            .init(.srv, "_matrix._tcp.example.org", .services("10 5 8449 hs.test")),
            .init(.a, "hs.test", .addresses("203.0.113.1")), .init(.aaaa, "hs.test", .noData),
        ])
        #expect(result.specStep == "5")
        #expect(result.destinations.map(\.description) == ["203.0.113.1:8449"])
        #expect(result.services.map(\.isDeprecated) == [true])
        let step = try #require(result.steps.first { $0.specStep == "4" })
        #expect(step.outcome == .failed(reason: reason))
        #expect(step.note == "some homeservers give up here, others go on")
        let absent = try #require(try await Self.absentService().steps.first { $0.specStep == "4" })
        #expect(absent.outcome == .absent(reason: "no such name"))
        #expect(absent.note == nil)
    }

    private static func absentService() async throws -> DiscoveryResult {
        try await discover([
            .init(.srv, "_matrix-fed._tcp.example.org", .noSuchName),
            .init(.srv, "_matrix._tcp.example.org", .noSuchName),
        ]).0
    }

    @Test(
        "Records that an earlier step made useless can be asked for, and only those",
        arguments: [
            ("example.org:8449", ["_matrix-fed._tcp", "_matrix._tcp", "_matrix-identity._tcp"]),
            ("example.org", ["_matrix._tcp", "_matrix-identity._tcp"]), ("198.51.100.7", []),
        ])
    func unused(name: String, services: [String]) async throws {
        let world = World(
            names: [
                .init(.a, "example.org", .noData), .init(.aaaa, "example.org", .noData),
                .init(.srv, "_matrix-fed._tcp.example.org", .services("10 5 8448 hs.test")),
                .init(.srv, "_matrix._tcp.example.org", .services("10 5 8448 hs.test")),
                .init(.srv, "_matrix-identity._tcp.example.org", .services("10 5 443 id.test")),
                .init(.a, "hs.test", .noData), .init(.aaaa, "hs.test", .noData),
            ])
        let discovery = ServerDiscovery(environment: world.environment())
        let result = try await discovery.discover(ServerName(parsing: name))
        let answers = await discovery.unusedServices(of: result)
        #expect(answers.map(\.question.name) == services.map { "\($0).example.org" })
        #expect(answers.allSatisfy { $0.outcome == .found })
    }

    @Test("More records than the limit are left out, and said to be")
    func manyRecords() async throws {
        let count = ServerDiscovery.maximumServices + 8
        let records = (0..<count).map { number in
            DNSRecord(
                .service(
                    priority: UInt16(number), weight: 0, port: 8448, target: "h\(number).test"))
        }
        let names = ManyNames(services: records)
        var environment = World().environment()
        environment.names = names
        let result = try await ServerDiscovery(environment: environment)
            .discover(ServerName(parsing: "example.org"))
        #expect(result.services.count == count)
        #expect(result.destinations.count == ServerDiscovery.maximumServices)
        #expect(result.steps.contains { $0.action == .leaveOutServices(count: 8) })
        #expect(result.surplus == 8)
    }

    @Test("Many records of many addresses each lead to no more destinations than one host may have")
    func manyDestinations() async throws {
        let targets = (0..<4).map { "h\($0).test" }
        let world = World(
            names: [
                .init(
                    .srv, "_matrix-fed._tcp.example.org",
                    .manyServices(targets.map { "1 1 8448 \($0)" })),
                .init(.a, "example.org", .noData), .init(.aaaa, "example.org", .noData),
            ]
                + targets.enumerated().flatMap { index, target in
                    let addresses = (0..<20).map { number in
                        DNSRecord(.address(IPAddress(192, 0, UInt8(index), UInt8(number))))
                    }
                    return [
                        CannedNames.Row(.a, target, .records(addresses)),
                        CannedNames.Row(.aaaa, target, .noData),
                    ]
                })
        let result = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        #expect(result.destinations.count == ServerDiscovery.maximumDestinations)
        #expect(result.steps.last?.action == .leaveOutDestinations(count: 80 - 32))
        #expect(result.surplus == 48)
    }
}
