import FederationClient
import FederationCore
import TestSupport
import Testing

@Suite("Rate limits")
struct RateLimitTests {
    private static let busy = #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":10}"#

    @Test(
        "A wait that is asked for and can be granted is granted once",
        arguments: [
            (CannedHTTP.Answer.json(busy, status: 429), Duration.milliseconds(10)),
            (.status(429, headers: [HTTPHeader("Retry-After", "0")]), .zero),
            (.json(busy, status: 429, headers: [HTTPHeader("retry-after", "0")]), .zero),
            (
                .status(
                    429, headers: [HTTPHeader("Retry-After", "Fri, 15 Jan 2027 08:00:00 GMT")]),
                .zero
            ),
            (
                .json(busy, status: 429, headers: [HTTPHeader("Retry-After", "soon")]),
                .milliseconds(10)
            ),
        ])
    func obeyed(answer: CannedHTTP.Answer, wait: Duration) async throws {
        let world = try PeerWorld(http: [.init("PUT", "*", "/x", answer, .json("{}"))])
        let exchange = try await world.client.send(world.request("PUT", "/x"), signedBy: nil)
        #expect(exchange.response.status == 200)
        #expect(exchange.refusal == nil)
        #expect(exchange.earlierAttempts.map(\.outcome) == [.rateLimited(waited: wait)])
        #expect(world.http.journal.map(\.address) == ["203.0.113.1:8449", "203.0.113.1:8449"])
    }

    @Test("A second 429 is the answer")
    func once() async throws {
        let world = try PeerWorld(http: [
            .init("GET", "*", "/x", .json(Self.busy, status: 429))
        ])
        let exchange = try await world.client.send(world.request("GET", "/x"), signedBy: nil)
        #expect(exchange.refusal?.errcode == "M_LIMIT_EXCEEDED")
        #expect(world.http.asked.count == 2)
    }

    @Test(
        "A wait that is too long, or that nobody asked for, is not waited",
        arguments: [
            CannedHTTP.Answer.json(#"{"retry_after_ms":10001}"#, status: 429),
            .status(429, headers: [HTTPHeader("Retry-After", "11")]),
            .status(429, headers: [HTTPHeader("Retry-After", "99999999999999999999")]),
            .status(
                429, headers: [HTTPHeader("Retry-After", "Fri, 15 Jan 2027 08:00:11 GMT")]),
            .json(#"{"retry_after_ms":"10"}"#, status: 429), .json("{", status: 429),
            .status(429), .status(503, headers: [HTTPHeader("Retry-After", "0")]),
        ])
    func refused(answer: CannedHTTP.Answer) async throws {
        let world = try PeerWorld(http: [.init("GET", "*", "/x", answer)])
        let exchange = try await world.client.send(world.request("GET", "/x"), signedBy: nil)
        #expect(exchange.response.status != 200)
        #expect(world.http.asked.count == 1)
        #expect(exchange.earlierAttempts.isEmpty)
    }

    @Test("A server that is gone after the wait leaves its 429 and the reason")
    func gone() async throws {
        let world = try PeerWorld(http: [
            .init(
                "GET", "*", "/x", .json(Self.busy, status: 429), .failure(.refused, "refused"))
        ])
        let exchange = try await world.client.send(world.request("GET", "/x"), signedBy: nil)
        #expect(exchange.response.status == 429)
        #expect(
            exchange.earlierAttempts.map(\.outcome) == [
                .failed(HTTPExchangeError(.refused, "refused"))
            ])
    }
}
