import FederationClient
import FederationCore
import TestSupport
import Testing

@Suite("Requests that are sent many times")
struct RepetitionTests {
    private static let busy = #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":0}"#

    @Test("Answers are counted by status and error code, and failures by their reason")
    func counts() async throws {
        let world = try PeerWorld(http: [
            .init(
                "GET", "*", "/x", .json("{}"), .json(Self.busy, status: 429), .json("{}"),
                .failure(.truncated, "cut off"), .json("{}", status: 500))
        ])
        let report = try await world.client.sendRepeatedly(
            world.get("/x"), signedBy: nil, count: 6, parallel: 1)
        #expect(report.answers.map(\.status) == [200, 429, 500])
        #expect(report.answers.map(\.count) == [2, 1, 2])
        #expect(report.answers.map(\.errcode) == [nil, "M_LIMIT_EXCEEDED", nil])
        #expect(report.failures.map(\.count) == [1])
        #expect(report.failures.first?.reason.contains("cut off") == true)
        #expect(report.sentCount == 6 && report.refusedCount == 3 && report.failedCount == 1)
        #expect(world.http.asked.count == 6)
    }

    @Test(
        "However many are under way at once, no more are sent than asked for",
        arguments: [1, 3, 50])
    func turns(parallel: Int) async throws {
        let world = try PeerWorld(http: [.init("GET", "*", "/x", .json("{}"))])
        let report = try await world.client.sendRepeatedly(
            world.get("/x"), signedBy: nil, count: 20, parallel: parallel)
        #expect(report.answers.map(\.count) == [20])
        #expect(world.http.asked.count == 20)
        #expect(Set(world.http.journal.map(\.address)) == ["203.0.113.1:8449"])
    }

    @Test("Where the first one has no answer, no other is sent")
    func unreachable() async throws {
        let world = try PeerWorld(http: [
            .init("GET", "*", "/x", .failure(.refused, "refused"))
        ])
        await #expect(throws: FederationRequestError.self) {
            try await world.client.sendRepeatedly(
                world.get("/x"), signedBy: nil, count: 20, parallel: 4)
        }
        #expect(world.http.asked.count == 2)
    }

    @Test("The share of the answers that took no longer is counted in answers")
    func shares() async throws {
        let world = try PeerWorld(http: [
            .init("GET", "*", "/x", Self.answer(8), Self.answer(1), Self.answer(4), Self.answer(2))
        ])
        let report = try await world.client.sendRepeatedly(
            world.get("/x"), signedBy: nil, count: 4, parallel: 1)
        #expect([0, 0.5, 0.75, 0.76, 1].map { report.duration(ofShare: $0) } == [1, 2, 4, 8, 8])
    }

    private static func answer(_ milliseconds: Double) -> CannedHTTP.Answer {
        .response(HTTPResponse(status: 200, timings: HTTPTimings(total: milliseconds)))
    }
}
