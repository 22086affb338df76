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

    @Test("An error code of 200 bytes stays whole, and of a longer one there is the beginning")
    func longCodes() async throws {
        let codes = [200, 201, 100_000].map { String(repeating: "A", count: $0) }
        let world = try PeerWorld(http: [
            .init("GET", "*", "/x", answers: codes.map(Self.refusal))
        ])
        let report = try await world.client.sendRepeatedly(
            world.get("/x"), signedBy: nil, count: codes.count, parallel: 1)
        // What is cut is one kind: its beginning is the same.
        #expect(report.answers.map(\.errcode) == [codes[0], codes[0] + "…"])
        #expect(report.answers.map(\.count) == [1, 2])
    }

    @Test("A hundred kinds of answers and failures are told apart, and the others counted together")
    func manyKinds() async throws {
        let world = try PeerWorld(http: [
            .init(
                "GET", "*", "/x",
                answers: (0..<150).map { Self.refusal("M_\($0)") } + (0..<150).map(Self.failure)
                    + [Self.refusal("M_7"), Self.failure(7)])
        ])
        let report = try await world.client.sendRepeatedly(
            world.get("/x"), signedBy: nil, count: 302, parallel: 1)
        #expect(report.sentCount == 302 && report.refusedCount == 151)
        #expect(report.answers.count == 101)
        #expect(report.answers.filter { $0.errcode == nil }.map(\.count) == [50])
        #expect(report.answers.filter { $0.errcode == "M_7" }.map(\.count) == [2])
        #expect(report.failures.count == 101)
        #expect(report.failures.map(\.count) == [50, 2] + Array(repeating: 1, count: 99))
        #expect(report.failures.first?.reason == "other reasons")
        #expect(report.failures[1].reason.hasSuffix("cut off at 7"), "\(report.failures[1])")
    }

    @Test("A long reason of a failure is cut")
    func longReasons() async throws {
        let words = String(repeating: "b", count: 100_000)
        let world = try PeerWorld(http: [
            .init("GET", "*", "/x", .json("{}"), .failure(.truncated, words))
        ])
        let report = try await world.client.sendRepeatedly(
            world.get("/x"), signedBy: nil, count: 2, parallel: 1)
        let reason = try #require(report.failures.first?.reason)
        #expect(reason.utf8.count == 200 + "…".utf8.count && reason.hasSuffix("bbb…"), "\(reason)")
    }

    private static func failure(_ number: Int) -> CannedHTTP.Answer {
        .failure(.truncated, "cut off at \(number)")
    }

    private static func refusal(_ errcode: String) -> CannedHTTP.Answer {
        .json(#"{"errcode":"\#(errcode)"}"#, status: 400)
    }

    private static func answer(_ milliseconds: Double) -> CannedHTTP.Answer {
        .response(HTTPResponse(status: 200, timings: HTTPTimings(total: milliseconds)))
    }
}
