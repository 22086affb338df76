import FederationCore
import ServerDiscovery
import TestSupport
import Testing

@Suite("Well-known documents")
struct WellKnownTests {
    private static let path = "/.well-known/matrix/server"

    private static func result(_ rows: [CannedHTTP.Row]) async throws -> DiscoveryResult {
        let world = World(http: rows)
        return try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
    }

    @Test(
        "A document that delegates nothing is named for what it is, and discovery goes on at step 4",
        arguments: [
            (CannedHTTP.Answer.status(404), "status 404"),
            (.status(500, body: "{\"m.server\":\"matrix.example.org\"}"), "status 500"),
            (.status(204), "status 204"), (.status(304), "status 304"),
            (.json(""), "the body is not JSON"), (.json("{"), "the body is not JSON"),
            (.json("{'m.server':'a'}"), "the body is not JSON"),
            (.json("{\"m.server\":\"a\"} x"), "the body is not JSON"),
            (.json("\u{FEFF}\n<!DOCTYPE html><html>"), "the body is HTML, not JSON"),
            (.json("[]"), "the body is not a JSON object but an array"),
            (.json("\"matrix.example.org\""), "the body is not a JSON object but a string"),
            (.json("null"), "the body is not a JSON object but null"),
            (.json("{}"), "m.server is missing"),
            (.json("{\"M.SERVER\":\"a\"}"), "m.server is missing"),
            (
                .json("{\"m.homeserver\":{\"base_url\":\"https://example.org\"}}"),
                "m.server is missing: this is the document for clients (m.homeserver)"
            ),
            (.json("{\"m.server\":8448}"), "m.server is not a string but a number"),
            (.json("{\"m.server\":null}"), "m.server is not a string but null"),
            (.json("{\"m.server\":[\"a\"]}"), "m.server is not a string but an array"),
            (.json("{\"m.server\":\"\"}"), "m.server is '': the server name is empty"),
            (.json("{\"m.server\":\"https://matrix.example.org\"}"), "m.server is 'https://"),
            (.json("{\"m.server\":\"matrix.example.org/\"}"), "m.server is 'matrix.example.org/'"),
            (.json("{\"m.server\":\" matrix.example.org\"}"), "m.server is ' matrix.example.org'"),
            (.json("{\"m.server\":\"matrix.example.org:\"}"), "m.server is 'matrix.example.org:'"),
            (.json("{\"m.server\":\"a:65536\"}"), "m.server is 'a:65536'"),
            (.json("{\"m.server\":\"a_b.example.org\"}"), "m.server is 'a_b.example.org'"),
            (.json("{\"m.server\":\"é.example.org\"}"), "m.server is 'é.example.org'"),
            (.json("{\"m.server\":\"999.1.1.1\"}"), "m.server is '999.1.1.1'"),
            (.failure(.refused, "connection refused"), "connection refused"),
            (.failure(.certificate, "certificate has expired"), "certificate has expired"),
            (.failure(.tooLarge, "too large"), "the body is larger than 50 KiB"),
        ] as [(CannedHTTP.Answer, String)])
    func broken(_ answer: CannedHTTP.Answer, reason: String) async throws {
        let result = try await Self.result([.init("GET", "example.org", Self.path, answer)])
        let failure = try #require(result.wellKnown?.failure)
        #expect(failure.description.hasPrefix(reason), "\(failure)")
        #expect(result.delegatedName == nil)
        #expect(result.specStep == "6")
        #expect(result.destinations.map(\.description) == ["198.51.100.7:8448"])
        #expect(result.steps.contains { $0.outcome.description.hasPrefix(reason) })
    }

    @Test(
        "A document is read whatever its Content-Type says and whatever else it holds",
        arguments: [
            CannedHTTP.Answer.status(200, body: #"{"m.server":"m.test:443"}"#),
            .status(
                200, headers: [HTTPHeader("Content-Type", "text/html")],
                body: #"{"m.server":"m.test:443"}"#),
            .json(" \n{\"x\":1.5e9, \"m.server\" : \"m.test:443\"}\n"),
            .json(#"{"m\u002eserver":"m.test\u003a443"}"#),
        ])
    func usable(_ answer: CannedHTTP.Answer) async throws {
        let result = try await Self.result([.init("GET", "example.org", Self.path, answer)])
        #expect(result.delegatedName?.description == "m.test:443")
        #expect(result.hostHeader == "m.test:443")
        #expect(result.failure?.description == "m.test: no such name")
    }

    @Test("Bodies of 50 KiB are read, and a byte more is not")
    func size() async throws {
        let document = #"{"m.server":"m.test:443"}"#
        let filler = String(repeating: " ", count: 51200 - document.utf8.count)
        let largest = try await Self.result([
            .init("GET", "example.org", Self.path, .json(document + filler))
        ])
        #expect(largest.delegatedName?.description == "m.test:443")
        let larger = try await Self.result([
            .init("GET", "example.org", Self.path, .json(document + filler + " "))
        ])
        #expect(larger.wellKnown?.failure == .tooLarge)
    }

    @Test("D17: The delegated name's own well-known document is never asked for")
    func noRecursion() async throws {
        let world = World(
            http: [.init("GET", "example.org", Self.path, .json(#"{"m.server":"m.test"}"#))],
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7")),
                .init(.aaaa, "example.org", .noData),
                .init(.srv, "_matrix-fed._tcp.m.test", .noSuchName),
                .init(.srv, "_matrix._tcp.m.test", .noSuchName),
                .init(.a, "m.test", .addresses("198.51.100.9")), .init(.aaaa, "m.test", .noData),
            ])
        _ = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        #expect(world.http.asked == ["GET https://example.org/.well-known/matrix/server"])
    }

    @Test("Each address is asked until one answers, and every attempt is told")
    func everyAddress() async throws {
        let world = World(
            http: [
                .init(
                    "GET", "example.org", Self.path, at: "198.51.100.7:443",
                    .failure(.refused, "connection refused")),
                .init(
                    "GET", "example.org", Self.path, at: "198.51.100.8:443",
                    .failure(.certificate, "certificate has expired")),
                .init(
                    "GET", "example.org", Self.path, at: "[2001:db8::7]:443",
                    .json(#"{"m.server":"203.0.113.5"}"#)),
            ],
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7", "198.51.100.8")),
                .init(.aaaa, "example.org", .addresses("2001:db8::7", "2001:db8::8")),
            ])
        let result = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        #expect(result.delegatedName?.description == "203.0.113.5")
        let attempts = try #require(result.wellKnown?.hops.first?.attempts)
        #expect(attempts.map(\.address.description).count == 3)
        #expect(
            attempts.map { $0.error?.description } == [
                "connection refused", "certificate has expired", nil,
            ])
    }

    @Test(
        "An answer that is no HTTP, breaks off or is too large is an answer: no other address is asked"
    )
    func answersEnd() async throws {
        for phase in [HTTPExchangeError.Phase.notHTTP, .truncated, .tooLarge] {
            let world = World(
                http: [.init("GET", "example.org", Self.path, .failure(phase, "odd"))],
                names: [
                    .init(.a, "example.org", .addresses("198.51.100.7", "198.51.100.8")),
                    .init(.aaaa, "example.org", .noData),
                    .init(.srv, "_matrix-fed._tcp.example.org", .noSuchName),
                    .init(.srv, "_matrix._tcp.example.org", .noSuchName),
                ])
            _ = try await ServerDiscovery(environment: world.environment())
                .discover(ServerName(parsing: "example.org"))
            #expect(world.http.asked.count == 1, "\(phase)")
        }
    }
}
