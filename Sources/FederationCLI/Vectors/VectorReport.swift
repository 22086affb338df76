import FederationCore
import Findings
import MatrixJSON

/// What an adapter made of all vectors.
struct VectorReport {
    /// Each vector with its outcome.
    let rows: [(vector: EventVector, outcome: VectorOutcome)]
    /// Lines that were no answers.
    let noise: [String]

    /// How the command ends: 2 where there was no answer at all.
    var status: ExitStatus {
        if counts.agree + counts.differ == 0 { return .unreachable }
        return counts.differ + counts.unanswered > 0 ? .findings : .success
    }

    /// How many vectors came to what.
    var counts: (agree: Int, differ: Int, skip: Int, unanswered: Int) {
        var counts = (agree: 0, differ: 0, skip: 0, unanswered: 0)
        for row in rows {
            switch row.outcome {
            case .agrees: counts.agree += 1
            case .differs: counts.differ += 1
            case .skipped: counts.skip += 1
            case .unanswered: counts.unanswered += 1
            }
        }
        return counts
    }

    /// The report for people: what does not agree, and how many do.
    func text(all: Bool) -> String {
        var lines: [String] = []
        for row in rows {
            let name = row.vector.name
            switch row.outcome {
            case .agrees: if all { lines.append("pass  \(name)") }
            case .differs(let differences):
                lines += differences.map { "fail  \(name)  \($0)" }
            case .skipped(let reason): lines.append("skip  \(name)  \(reason)")
            case .unanswered(let reason): lines.append("fail  \(name)  \(reason)")
            }
        }
        lines += noise.map { "warn  \($0)" }
        let counts = counts
        lines.append(
            "\(rows.count) vectors: \(counts.agree) agree, \(counts.differ) differ, "
                + "\(counts.skip) skipped, \(counts.unanswered) without an answer")
        return lines.map { $0.escapedForTerminal + "\n" }.joined()
    }

    /// The report for machines, `fedctl.event-vectors-run/1`.
    var json: JSONValue {
        let counts = counts
        return [
            "schema": "fedctl.event-vectors-run/1",
            "verdict": .string(verdict.rawValue),
            "counts": [
                "agree": .integer(Int64(counts.agree)), "differ": .integer(Int64(counts.differ)),
                "skip": .integer(Int64(counts.skip)),
                "unanswered": .integer(Int64(counts.unanswered)),
            ],
            "vectors": .array(
                rows.map { row in
                    let (verdict, problems) = row.outcome.judgement
                    return [
                        "vector": .string(row.vector.name), "verdict": .string(verdict.rawValue),
                        "problems": .array(problems.map { .string($0) }),
                    ]
                }),
            "noise": .array(noise.map { .string($0) }),
        ]
    }

    private var verdict: Verdict {
        switch status {
        case .success: .pass
        case .unreachable: .skip
        default: .fail
        }
    }
}

extension VectorOutcome {
    /// The outcome as a verdict, and what is to be said of it.
    var judgement: (Verdict, [String]) {
        switch self {
        case .agrees: (.pass, [])
        case .differs(let differences): (.fail, differences)
        case .skipped(let reason): (.skip, [reason])
        case .unanswered(let reason): (.fail, [reason])
        }
    }
}
