import FederationClient
import FederationCore
import Findings
import TestSupport
import Testing

@Suite("Ways to write X-Matrix headers")
struct XMatrixStyleTests {
    private static let target = "/_matrix/federation/v1/publicRooms?limit=1"

    private static func request() throws -> FederationRequest {
        try FederationRequest(
            method: "GET", target: target, to: ServerName(parsing: "peer.test:8449"))
    }

    /// Whether a receiver that keeps to the specification takes the request.
    private static func isTaken(_ headers: [String]) throws -> Bool {
        let key = try CraftIdentity.identity().key.publicKey
        let received = ReceivedRequest(method: "GET", target: target)
        guard headers.count == 1 else { return false }
        do {
            let header = try XMatrixHeader(parsing: headers[0])
            guard header.origin.description == "tester.example" else { return false }
            _ = try verifyRequest(
                received, header: header, ownName: ServerName(parsing: "peer.test:8449"), key: key)
            return true
        } catch {
            return false
        }
    }

    @Test("No two ways have the same name, or the same headers")
    func distinct() throws {
        let styles = XMatrixStyle.all
        #expect(styles.count == 44)
        #expect(Set(styles.map(\.id)).count == styles.count)
        #expect(styles.first?.id == "plain")
        let identity = try CraftIdentity.identity()
        let request = try Self.request()
        let headers = try styles.map { try $0.headers(for: request, by: identity) }
        #expect(Set(headers).count == styles.count)
    }

    @Test(
        "What is to be accepted is taken by the receiver's rules, and what is to be refused is not",
        arguments: XMatrixStyle.all.map(\.id))
    func rules(id: String) throws {
        let style = try #require(XMatrixStyle.named(id))
        let headers = try style.headers(
            for: Self.request(), by: CraftIdentity.identity())
        let isTaken = try Self.isTaken(headers)
        switch style.demand {
        case .accept: #expect(isTaken)
        case .refuse, .refuseWith401: #expect(!isTaken)
        case .silent: #expect(style.spec == nil)
        }
        #expect((style.spec == nil) == (style.demand == .silent))
    }

    private static func judged(
        _ id: String, _ status: Int, baseline: Int = 200, body: String = "{}"
    ) throws -> XMatrixStyleRun {
        let style = try #require(XMatrixStyle.named(id))
        return XMatrixStyleRun(
            style, try style.request(request(), by: CraftIdentity.identity()),
            observation: .answered(HTTPResponse(status: status, body: Array(body.utf8))),
            baseline: .answered(HTTPResponse(status: baseline, body: Array(body.utf8))))
    }

    @Test(
        "Answers that come whoever asks tell nothing", arguments: XMatrixStyle.all.map(\.id),
        [(404, ""), (404, "{}"), (404, #"{"errcode":"M_UNRECOGNIZED"}"#), (200, "<html>")])
    func frontEnd(id: String, answer: (status: Int, body: String)) throws {
        let run = try Self.judged(
            id, answer.status, baseline: answer.status, body: answer.body)
        #expect(run.isAccepted == nil)
        #expect(run.finding.verdict == .skip)
    }

    @Test(
        "Demanded and observed give the verdict, for every way",
        arguments: XMatrixStyle.all.map(\.id))
    func verdicts(id: String) throws {
        let style = try #require(XMatrixStyle.named(id))
        #expect(
            try Self.judged(id, 200).finding.verdict
                == (style.demand == .accept || style.demand == .silent ? .pass : .fail))
        #expect(
            try Self.judged(id, 401).finding.verdict == (style.demand == .accept ? .fail : .pass))
        #expect(
            try Self.judged(id, 400).finding.verdict
                == (style.demand == .accept || style.demand == .refuseWith401 ? .fail : .pass))
        #expect(try Self.judged(id, 500).finding.verdict == .fail)
        #expect(try Self.judged(id, 429).finding.verdict == .skip)
        #expect(try Self.judged(id, 200, baseline: 401).finding.verdict == .skip)
        #expect(try Self.judged(id, 404).finding.verdict == .skip)
        #expect(
            try Self.judged(id, 404, baseline: 404, body: #"{"errcode":"M_NOT_FOUND"}"#)
                .finding.verdict
                == (style.demand == .accept || style.demand == .silent ? .pass : .fail))
    }

    @Test("A crash and a hang are failures, and what was not sent is skipped")
    func crashes() throws {
        let style = try #require(XMatrixStyle.named("tab-scheme"))
        let request = try style.request(Self.request(), by: CraftIdentity.identity())
        for (phase, verdict) in [
            (HTTPExchangeError.Phase.timeout, Verdict.fail), (.truncated, .fail),
            (.refused, .skip),
        ] {
            let run = XMatrixStyleRun(
                style, request, observation: .failed(HTTPExchangeError(phase, "why")),
                baseline: .answered(HTTPResponse(status: 200)))
            #expect(run.finding.verdict == verdict)
            #expect(run.isAccepted == nil)
        }
    }

    @Test("Each way goes out once, after the one that senders should use")
    func sending() async throws {
        let peer = try PeerWorld(http: [.init("GET", "*", "*", .json("{}"))])
        let runs = try await peer.client.run(
            on: Self.request(), signedBy: CraftIdentity.identity())
        #expect(runs.count == XMatrixStyle.all.count)
        #expect(peer.http.journal.count == runs.count + 1)
        let counts = peer.http.journal.dropFirst().map { asked in
            asked.request.headers.count { $0.name == "Authorization" }
        }
        #expect(Set(counts) == [0, 1, 2])
        #expect(runs.allSatisfy { $0.isAccepted == true })
    }
}
