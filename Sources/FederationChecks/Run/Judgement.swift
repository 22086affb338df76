import Findings

/// What the function of a check says; the runner adds which check it was, and where.
struct Judgement: Sendable {
    var verdict: Verdict
    var summary: String
    var expected: String?
    var got: String?
    var fix: String?
    var reproduce: String?
    var evidence: [Evidence] = []
    var durationMilliseconds: Int?

    static func pass(
        _ summary: String, evidence: [Evidence] = [], reproduce: String? = nil,
        milliseconds: Double? = nil
    ) -> Judgement {
        Judgement(
            verdict: .pass, summary: summary, reproduce: reproduce, evidence: evidence,
            durationMilliseconds: milliseconds.map(Self.rounded))
    }

    static func warn(
        _ summary: String, expected: String? = nil, got: String? = nil, fix: String? = nil,
        reproduce: String? = nil, evidence: [Evidence] = [], milliseconds: Double? = nil
    ) -> Judgement {
        Judgement(
            verdict: .warn, summary: summary, expected: expected, got: got, fix: fix,
            reproduce: reproduce, evidence: evidence,
            durationMilliseconds: milliseconds.map(Self.rounded))
    }

    static func fail(
        _ summary: String, expected: String? = nil, got: String? = nil, fix: String? = nil,
        reproduce: String? = nil, evidence: [Evidence] = [], milliseconds: Double? = nil
    ) -> Judgement {
        Judgement(
            verdict: .fail, summary: summary, expected: expected, got: got, fix: fix,
            reproduce: reproduce, evidence: evidence,
            durationMilliseconds: milliseconds.map(Self.rounded))
    }

    static func skip(_ reason: String) -> Judgement {
        Judgement(verdict: .skip, summary: reason)
    }

    /// The finding of `check` at `destination`.
    func finding(of check: Check, at destination: String?) -> Finding {
        Finding(
            check.id, verdict, summary, destination: destination, expected: expected, got: got,
            fix: fix, reproduce: reproduce, spec: verdict == .skip ? nil : check.spec,
            evidence: evidence, durationMilliseconds: durationMilliseconds)
    }

    private static func rounded(_ milliseconds: Double) -> Int {
        guard milliseconds.isFinite, milliseconds > 0, milliseconds < 1e12 else { return 0 }
        return Int(milliseconds.rounded())
    }
}
