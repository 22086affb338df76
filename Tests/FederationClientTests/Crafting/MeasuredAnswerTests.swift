import FederationClient
import FederationCore
import Findings
import Testing

/// What Synapse 1.163.2 was measured to answer, and what that comes to.
@Suite("Measured answers")
struct MeasuredAnswerTests {
    /// One answer to a fault.
    struct Row: Sendable, CustomTestStringConvertible {
        let fault: String
        let observation: CraftedObservation
        let found: FoundEvent?
        let verdict: Verdict

        init(_ fault: String, _ status: Int, _ found: FoundEvent? = nil, _ verdict: Verdict) {
            self.fault = fault
            observation = .answered(HTTPResponse(status: status, body: Array("{}".utf8)))
            self.found = found
            self.verdict = verdict
        }

        init(_ fault: String, _ phase: HTTPExchangeError.Phase, _ verdict: Verdict) {
            self.fault = fault
            observation = .failed(HTTPExchangeError(phase, "no answer"))
            found = nil
            self.verdict = verdict
        }

        var testDescription: String { fault }
    }

    static let rows: [Row] = [
        Row("pdus-50", 200, nil, .pass), Row("pdus-51", 400, nil, .pass),
        Row("edus-100", 200, nil, .pass), Row("edus-101", 400, nil, .pass),
        // It counts 14 bytes of its own, so that an event of the full size is one too many.
        Row("event-size-limit", 200, .unknown, .fail),
        Row("event-over-limit", 200, .unknown, .pass), Row("type-too-long", 200, .unknown, .pass),
        Row("body-oversize", .truncated, .warn),
        Row("float", 200, .unknown, .pass), Row("integer-2-53", 200, .unknown, .pass),
        Row("duplicate-keys", 200, .asSent, .pass), Row("lone-surrogate", 500, nil, .fail),
        Row("invalid-utf8", 400, nil, .pass), Row("body-not-json", 400, nil, .pass),
        Row("body-array", 400, nil, .pass),
        Row("hash-wrong", 200, .redacted, .pass), Row("hash-missing", 200, .unknown, .pass),
        Row("content-changed", 200, .redacted, .pass),
        Row("signature-wrong", 200, .unknown, .pass),
        Row("signature-missing", 200, .unknown, .pass),
        Row("signature-foreign", 200, .unknown, .pass), Row("key-unknown", 200, .unknown, .pass),
        Row("key-expired", 200, .unknown, .pass), Row("sender-foreign", 200, .unknown, .pass),
        Row("room-unknown", 200, nil, .pass), Row("depth-too-large", 200, .unknown, .pass),
        Row("depth-negative", 200, .unknown, .pass), Row("event-id", 200, .unknown, .pass),
        Row("timestamp-string", 200, .unknown, .pass),
        Row("event-no-room-id", 200, .unknown, .pass),
        Row("prev-events-21", 200, .unknown, .pass), Row("auth-events-11", 200, .unknown, .pass),
        Row("auth-events-empty", 200, .rejected, .pass),
        Row("origin-other", 200, nil, .pass), Row("origin-missing", 200, nil, .pass),
        Row("time-missing", 200, nil, .pass), Row("pdus-missing", 200, nil, .pass),
        Row("pdus-object", 200, nil, .pass), Row("pdu-string", 500, nil, .fail),
        Row("edu-unknown", 200, nil, .pass), Row("edu-no-type", 500, nil, .fail),
        Row("edu-foreign-typing", 200, nil, .skip), Row("content-type-wrong", 200, nil, .pass),
        Row("target-long", .timeout, .fail),
    ]

    @Test("An answer that was measured has its verdict", arguments: rows)
    func verdict(_ row: Row) throws {
        let fault = try #require(CraftedFault.named(row.fault))
        let plan = try fault.plan(in: CraftWorld().context)
        let run = CraftedRun(
            fault, plan, observations: [row.observation],
            isAlive: row.observation.status == nil ? true : nil,
            found: row.found.map { [$0] } ?? [])
        #expect(run.finding.verdict == row.verdict)
    }
}
