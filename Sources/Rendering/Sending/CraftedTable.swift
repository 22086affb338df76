public import FederationClient
public import FederationCore
public import Findings

/// What came of faults that were sent on purpose, beside what the specification demands.
public struct CraftedTable: Sendable {
    let server: ServerName
    let rows: [Row]

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
            /// It was made to be shown: its requests.
            case shown([ExchangeReport])
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
            case .skipped, .shown:
                fault.fate.map { "\(fault.demand), and the event is \($0.words)" }
                    ?? fault.demand.description
            }
        }

        /// What was observed.
        var observed: String {
            switch outcome {
            case .sent(let run): run.observedWords
            case .skipped(let reason): reason
            case .shown(let requests):
                "not sent: \(requests.count == 1 ? "1 request" : "\(requests.count) requests")"
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

    /// What they come to: a failure where there is one, and nothing where nothing was judged.
    public var verdict: Verdict { Verdict.worst(of: verdicts) }

    /// How many there are of each verdict.
    public var lastLine: String {
        let words = Verdict.allCases.compactMap { verdict in
            let count = verdicts.count { $0 == verdict }
            return count == 0 ? nil : "\(count) \(verdict.rawValue)"
        }
        return
            "\(server): \(rows.count) fault\(rows.count == 1 ? "" : "s"), \(words.joined(separator: ", "))"
    }
}
