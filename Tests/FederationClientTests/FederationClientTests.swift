import FederationClient
import FederationCore
import FoundationEssentials
import TestSupport
import Testing

@Suite("Requests to homeservers")
struct FederationClientTests {
    static let version = "/_matrix/federation/v1/version"

    @Test("A request goes to the first address with the Host and TLS name of the branch")
    func route() async throws {
        let world = try PeerWorld(http: [.init("GET", "peer.test:8449", Self.version, .json("{}"))])
        let exchange = try await world.client.send(world.get(Self.version), signedBy: nil)
        #expect(world.http.journal.map(\.address) == ["203.0.113.1:8449"])
        let asked = try #require(world.http.journal.first)
        #expect(asked.route.tlsName == .name("peer.test"))
        #expect(asked.request.hostHeader == "peer.test:8449")
        #expect(asked.request.headers.map(\.name) == ["User-Agent", "Accept"])
        #expect(asked.request.headers.firstValue(of: "User-Agent") == "fedctl/test")
        #expect(asked.request.headers.firstValue(of: "Accept") == "application/json")
        #expect(asked.request.body == nil)
        #expect(exchange.request == asked.request)
        #expect(exchange.response.body == Array("{}".utf8))
        #expect(exchange.earlierAttempts.isEmpty)
    }

    @Test("The well-known document is asked of the name itself, whatever it delegates to")
    func wellKnown() async throws {
        let world = try PeerWorld(
            name: "peer.test",
            http: [
                .init(
                    "GET", "peer.test", "/.well-known/matrix/server",
                    .json(#"{"m.server":"203.0.113.9:1"}"#))
            ])
        let row = try #require(Endpoint.named("well-known"))
        #expect(Endpoint.all.filter(\.precedesDelegation).map(\.name) == ["well-known"])
        let exchange = try await world.client.send(
            FederationRequest(row, to: world.name), signedBy: nil)
        #expect(exchange.destination.description == "203.0.113.1:443")
        #expect(world.http.asked == ["GET https://peer.test/.well-known/matrix/server"])
    }

    @Test("An answer is taken up to the limit of the environment")
    func bodyLimit() async throws {
        let world = try PeerWorld(http: [.init("GET", "*", Self.version, .json("[1,2,3]"))])
        var environment = world.environment
        environment.maximumBodyBytes = 6
        let client = FederationClient(environment: environment)
        let error = await #expect(throws: FederationRequestError.self) {
            try await client.send(world.get(Self.version), signedBy: nil)
        }
        #expect(error?.hint?.contains("--max-body") == true)
        environment.maximumBodyBytes = 7
        let larger = FederationClient(environment: environment)
        _ = try await larger.send(world.get(Self.version), signedBy: nil)
    }

    @Test("A certificate that is not trusted comes with the way out")
    func distrust() async throws {
        let world = try PeerWorld(http: [
            .init("GET", "*", Self.version, .failure(.certificate, "self-signed"))
        ])
        let error = await #expect(throws: FederationRequestError.self) {
            try await world.client.send(world.get(Self.version), signedBy: nil)
        }
        #expect(error?.hint?.hasPrefix("'fedctl tls peer.test:8449' shows") == true)
    }

    @Test(
        "A good status with something else than the operation answers is no answer to it",
        arguments: [
            ("profile", "<h1>It works!</h1>", "200, but not JSON (text/html): byte 0"),
            ("version", "", "200, but not JSON (text/html): byte 0"),
            ("profile", #""x""#, "200, but not an object, but a string"),
            ("profile", #"{"errcode":"M_FORBIDDEN"}"#, "200, but with an error, M_FORBIDDEN"),
            ("public-rooms", "{}", "200, but without the list 'chunk'"),
            ("public-rooms", #"{"chunk":5}"#, "200, but without the list 'chunk', but a number"),
            ("state-ids", #"{"auth_chain_ids":[]}"#, "200, but without the list 'pdu_ids'"),
            ("public-rooms", #"{"chunk":[]}"#, nil), ("send-join-v1", "[200,{}]", nil),
            ("profile", #"{"a":1.5}"#, nil), ("media-download", "--x", nil),
            (nil, "<h1>", nil),
        ] as [(String?, String, String?)])
    func notJSON(operation: String?, body: String, words: String?) {
        let response = HTTPResponse(
            status: 200, headers: [HTTPHeader("Content-Type", "text/html; charset=utf-8")],
            body: Array(body.utf8))
        let flaw = WrongAnswer(response, to: operation)
        if let words {
            #expect(flaw?.description.hasPrefix(words) == true, "\(String(describing: flaw))")
        } else {
            #expect(flaw == nil)
        }
        #expect(WrongAnswer(HTTPResponse(status: 502), to: operation) == nil)
    }

    @Test("Discovery is done once for each server")
    func cache() async throws {
        let world = try PeerWorld(http: [.init("GET", "*", Self.version, .json("{}"))])
        for _ in 1...3 {
            _ = try await world.client.send(world.get(Self.version), signedBy: nil)
        }
        #expect(world.names.asked == ["A peer.test", "AAAA peer.test"])
        #expect(world.http.asked.count == 3)
    }

    @Test("A discovery that found nothing is tried again")
    func failuresAreNotKept() async throws {
        let world = try PeerWorld(names: [
            .init(.a, "peer.test", .noSuchName), .init(.aaaa, "peer.test", .noSuchName),
        ])
        for _ in 1...2 {
            await #expect(throws: FederationRequestError.self) {
                try await world.client.send(world.get(Self.version), signedBy: nil)
            }
        }
        #expect(world.names.asked.count == 4)
    }

    @Test("Without an address the error has the steps that failed")
    func noDestination() async throws {
        let world = try PeerWorld(
            name: "gone.example",
            names: ["A gone.example", "AAAA gone.example"].map { Self.absent($0) }
                + ["_matrix-fed._tcp", "_matrix._tcp"].map { Self.absent("SRV \($0).gone.example") }
        )
        let error = await #expect(throws: FederationRequestError.self) {
            try await world.client.send(world.get(Self.version), signedBy: nil)
        }
        #expect(error?.description == "gone.example: no address found")
        guard case .noDestination(_, let steps)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            steps == [
                "3  https://gone.example/.well-known/matrix/server: no such name",
                "4  SRV _matrix-fed._tcp.gone.example: no such name",
                "5  SRV _matrix._tcp.gone.example: no such name",
                "6  A gone.example: no such name", "6  AAAA gone.example: no such name",
            ])
    }

    private static func absent(_ question: String) -> CannedNames.Row {
        let words = question.split(separator: " ")
        let type = DNSQuestion.RecordType(rawValue: String(words[0])) ?? .a
        return .init(type, String(words[1]), .noSuchName)
    }

    @Test(
        "After a failed connection the next address is tried, whatever the method",
        arguments: [
            (HTTPExchangeError.Phase.refused, "GET"), (.connect, "GET"), (.timeout, "GET"),
            (.tls, "GET"), (.certificate, "GET"), (.refused, "PUT"), (.connect, "PUT"),
            (.tls, "PUT"), (.certificate, "PUT"),
        ])
    func nextAddress(phase: HTTPExchangeError.Phase, method: String) async throws {
        let world = try PeerWorld(http: [
            .init(method, "*", "/x", at: "203.0.113.1:8449", .failure(phase, "broken")),
            .init(method, "*", "/x", at: "[2001:db8::1]:8449", .json("{}")),
        ])
        let exchange = try await world.client.send(
            world.request(method, "/x"), signedBy: nil)
        #expect(exchange.destination.description == "[2001:db8::1]:8449")
        #expect(exchange.earlierAttempts.map(\.destination.description) == ["203.0.113.1:8449"])
        #expect(
            exchange.earlierAttempts.map(\.outcome) == [
                .failed(HTTPExchangeError(phase, "broken"))
            ])
    }

    @Test(
        "What may have arrived is not sent a second time",
        arguments: [
            (HTTPExchangeError.Phase.timeout, "PUT"), (.timeout, "POST"), (.truncated, "PUT"),
            (.notHTTP, "PUT"), (.truncated, "GET"), (.tooLarge, "GET"), (.other, "POST"),
        ])
    func noSecondTime(phase: HTTPExchangeError.Phase, method: String) async throws {
        let world = try PeerWorld(http: [.init(method, "*", "/x", .failure(phase, "broken"))])
        let error = await #expect(throws: FederationRequestError.self) {
            try await world.client.send(world.request(method, "/x"), signedBy: nil)
        }
        #expect(
            error?.description == "peer.test:8449: no answer: 203.0.113.1:8449: broken")
        #expect(world.http.asked.count == 1)
    }

    @Test("Where every address fails, the error tells each reason")
    func allFail() async throws {
        let world = try PeerWorld(http: [
            .init("GET", "*", "/x", at: "203.0.113.1:8449", .failure(.refused, "refused")),
            .init("GET", "*", "/x", at: "[2001:db8::1]:8449", .failure(.connect, "no route")),
        ])
        let error = await #expect(throws: FederationRequestError.self) {
            try await world.client.send(world.request("GET", "/x"), signedBy: nil)
        }
        #expect(
            error?.description == "peer.test:8449: no answer: 203.0.113.1:8449: refused; "
                + "[2001:db8::1]:8449: no route")
    }

    @Test("A status is an answer: no other address is tried", arguments: [401, 403, 404, 500, 502])
    func status(status: Int) async throws {
        let world = try PeerWorld(http: [.init("GET", "*", "/x", .status(status))])
        let exchange = try await world.client.send(world.request("GET", "/x"), signedBy: nil)
        #expect(exchange.response.status == status)
        #expect(world.http.asked.count == 1)
    }

    @Test("A deaf server costs the limit of a step for each address")
    func deaf() async throws {
        let world = try PeerWorld(
            http: [.init("GET", "*", "/x", .deaf)], stepTimeout: .milliseconds(40))
        let error = await #expect(throws: FederationRequestError.self) {
            try await world.client.send(world.request("GET", "/x"), signedBy: nil)
        }
        #expect(
            error?.description
                == "peer.test:8449: no answer: 203.0.113.1:8449: no answer within 40 ms; "
                + "[2001:db8::1]:8449: no answer within 40 ms")
    }

    @Test("A direct request goes to its destination alone, once")
    func direct() async throws {
        let world = try PeerWorld(http: [
            .init("GET", "h.test", "/x", at: "203.0.113.77:9", .status(429))
        ])
        let destination = Destination(
            address: IPAddress(203, 0, 113, 77), port: 9, tlsName: .name("t.test"),
            hostHeader: "h.test", specStep: "6")
        let exchange = try await world.client.send(world.request("GET", "/x"), to: destination)
        #expect(exchange.destination == destination)
        #expect(exchange.response.status == 429)
        #expect(world.http.journal.map(\.route.tlsName) == [.name("t.test")])
        #expect(world.names.asked.isEmpty)
    }

    @Test("A direct request that fails is told with its destination")
    func directFailure() async throws {
        let world = try PeerWorld(http: [
            .init("GET", "*", "/x", .failure(.refused, "connection refused"))
        ])
        let destination = Destination(
            address: IPAddress(203, 0, 113, 77), port: 9, tlsName: .name("t.test"),
            hostHeader: "h.test", specStep: "6")
        let error = await #expect(throws: FederationRequestError.self) {
            try await world.client.send(world.request("GET", "/x"), to: destination)
        }
        #expect(
            error?.description
                == "peer.test:8449: no answer: 203.0.113.77:9: connection refused")
    }
}
