public import FederationClient
public import FederationCore
public import Findings
public import MatrixJSON

/// What came of faults that were sent on purpose, beside what the specification demands.
public struct CraftedTable: Sendable {
    private let server: ServerName
    private let rows: [Row]

    /// A fault, with what came of it, or why it was not sent.
    public struct Row: Sendable {
        /// The fault.
        public var fault: CraftedFault
        /// What came of it.
        public var outcome: Outcome

        /// What came of a fault.
        public enum Outcome: Sendable {
            /// It was sent.
            case sent(CraftedRun)
            /// It was not sent; why.
            case skipped(String)
        }

        /// A row.
        public init(_ fault: CraftedFault, _ outcome: Outcome) {
            self.fault = fault
            self.outcome = outcome
        }

        /// What is demanded.
        var demanded: String {
            switch outcome {
            case .sent(let run): run.demandWords
            case .skipped: fault.demand.description
            }
        }

        /// What was observed.
        var observed: String {
            switch outcome {
            case .sent(let run): run.observedWords
            case .skipped(let reason): reason
            }
        }

        /// The judgement; none where it was not sent.
        var finding: Finding? {
            guard case .sent(let run) = outcome else { return nil }
            return run.finding
        }

        /// The verdict.
        public var verdict: Verdict { finding?.verdict ?? .skip }
    }

    /// The table of what came of each fault.
    public init(_ server: ServerName, _ rows: [Row]) {
        self.server = server
        self.rows = rows
    }

    /// The verdicts, in the order of the rows.
    public var verdicts: [Verdict] { rows.map(\.verdict) }

    /// How many there are of each verdict.
    public var lastLine: String {
        let words = Verdict.allCases.compactMap { verdict in
            let count = verdicts.count { $0 == verdict }
            return count == 0 ? nil : "\(count) \(verdict.rawValue)"
        }
        return "\(server): \(rows.count) faults, \(words.joined(separator: ", "))"
    }

    /// The table for people.
    public func text(style: TextStyle) -> String {
        var table = Table("FAULT", "THE SPEC DEMANDS", "OBSERVED", "VERDICT")
        for row in rows {
            table.addRow([
                row.fault.id, row.demanded, row.observed.escapedForTerminal, row.verdict.rawValue,
            ])
        }
        return table.text + "\n" + lastLine + "\n"
    }

    /// The table for machines, `fedctl.crafted/1`.
    public var json: JSONValue {
        [
            "schema": "fedctl.crafted/1", "server_name": .string("\(server)"),
            "faults": .array(
                rows.map { row in
                    var object: JSONObject = [
                        "fault": .string(row.fault.id), "title": .string(row.fault.title),
                        "demanded": .string(row.demanded), "observed": .string(row.observed),
                        "verdict": .string(row.verdict.rawValue),
                    ]
                    if let summary = row.finding?.summary { object["summary"] = .string(summary) }
                    if let spec = row.fault.spec { object["spec"] = .string(spec.url) }
                    return .object(object)
                }),
        ]
    }
}
