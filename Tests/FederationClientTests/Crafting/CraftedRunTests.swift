import FederationClient
import FederationCore
import Findings
import MatrixJSON
import TestSupport
import Testing

@Suite("Sending of crafted requests")
struct CraftedRunTests {
    private static let send = "/_matrix/federation/v1/send/*"

    private static func run(
        _ id: String, _ rows: [CannedHTTP.Row]
    ) async throws -> (CraftedRun, PeerWorld) {
        let fault = try #require(CraftedFault.named(id))
        let peer = try PeerWorld(http: rows)
        let plan = try fault.plan(in: CraftWorld().context)
        return (try await peer.client.run(fault, plan, on: peer.name), peer)
    }

    @Test("What is crafted goes out byte for byte, to one address, once")
    func bytes() async throws {
        let (run, peer) = try await Self.run(
            "invalid-utf8", [.init("PUT", "peer.test:8449", Self.send, .json("{}", status: 400))])
        let sent = try #require(peer.http.journal.first?.request)
        #expect(peer.http.journal.count == 1)
        #expect(sent.body == run.plan.requests[0].body)
        #expect(
            sent.headers.map(\.name) == [
                "User-Agent", "Accept", "Content-Type", "Authorization",
            ])
        #expect(run.finding.verdict == .pass)
        #expect(run.isAlive == nil)
    }

    @Test(
        "Where no connection can be made, the next address is tried",
        arguments: ["invalid-utf8", "transactions-parallel"],
        [HTTPExchangeError.Phase.refused, .tls])
    func nextAddress(fault: String, phase: HTTPExchangeError.Phase) async throws {
        let (run, peer) = try await Self.run(
            fault,
            [
                .init("PUT", "*", Self.send, at: "203.0.113.1:8449", .failure(phase, "broken")),
                .init("PUT", "*", Self.send, at: "[2001:db8::1]:8449", .json("{}", status: 400)),
            ])
        let addresses = peer.http.journal.map(\.address)
        #expect(addresses.filter { $0 == "[2001:db8::1]:8449" }.count == run.plan.requests.count)
        #expect(run.observations.allSatisfy { $0.status == 400 })
        #expect(run.finding.verdict == .pass)
    }

    @Test("What may have arrived is not sent to another address")
    func sameAddress() async throws {
        let (run, peer) = try await Self.run(
            "invalid-utf8",
            [
                .init("PUT", "*", Self.send, at: "203.0.113.1:8449", .failure(.timeout, "silent")),
                .init("PUT", "*", Self.send, .json("{}", status: 400)),
                .init("GET", "*", "/_matrix/federation/v1/version", .json("{}")),
            ])
        #expect(Set(peer.http.journal.map(\.address)) == ["203.0.113.1:8449"])
        #expect(run.finding.verdict == .fail)
    }

    @Test("Requests that go out at once are all told, in their order")
    func atOnce() async throws {
        let (run, peer) = try await Self.run(
            "transactions-parallel",
            [.init("PUT", "*", Self.send, .json("{}"), .json("{}", status: 429))])
        #expect(peer.http.journal.count == 4)
        #expect(run.observations.count == 4)
        #expect(run.observations.compactMap(\.status).sorted() == [200, 429, 429, 429])
        #expect(run.finding.verdict == .pass)
    }

    @Test("A server that does not answer is asked whether it is still there")
    func alive() async throws {
        let version = "/_matrix/federation/v1/version"
        let (run, peer) = try await Self.run(
            "float",
            [
                .init("PUT", "*", Self.send, .failure(.truncated, "reset")),
                .init("GET", "*", version, .failure(.refused, "refused")),
            ])
        #expect(run.isAlive == false)
        #expect(peer.http.asked.count == 2)
        #expect(run.finding.verdict == .fail)
        #expect(run.finding.summary.contains("does not answer any more"))
    }
}
