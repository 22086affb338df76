public import FederationClient
public import FederationCore
public import Findings
public import MatrixJSON

/// Which ways of writing a header a server takes, beside what the specification demands.
public struct StyleTable: Sendable {
    private let server: ServerName
    private let runs: [(run: XMatrixStyleRun, finding: Finding)]

    /// The table of what came of each way.
    public init(_ server: ServerName, _ runs: [XMatrixStyleRun]) {
        self.server = server
        self.runs = runs.map { ($0, $0.finding) }
    }

    /// The judgements.
    public var findings: [Finding] { runs.map(\.finding) }

    /// How many there are of each verdict.
    public var lastLine: String {
        let counts = VerdictCounts(of: findings)
        return
            "\(server): \(counts.pass) passed, \(counts.fail) failed, \(counts.skip) skipped"
    }

    /// The table for people.
    public func text(style: TextStyle) -> String {
        var table = Table("STYLE", "THE SPEC DEMANDS", "OBSERVED", "VERDICT")
        for (run, finding) in runs {
            table.addRow([
                run.style.id, run.style.demand.words,
                BoundedText.cut(run.observedWords.escapedForTerminal), finding.verdict.rawValue,
            ])
        }
        let details = runs.filter { [.fail, .warn].contains($0.finding.verdict) }
            .map { Self.details(of: $0.run, $0.finding) }.joined()
        return table.text + "\n" + details + (details.isEmpty ? "" : "\n") + lastLine + "\n"
    }

    /// What the table has no room for, where a server is at fault.
    private static func details(of run: XMatrixStyleRun, _ finding: Finding) -> String {
        let parts = [
            ("sent", run.style.title), ("demanded", run.style.demand.words),
            ("observed", run.observedWords), ("spec", run.style.spec?.url ?? ""),
        ]
        return DetailBlock.text(of: "\(finding.verdict.rawValue)  \(run.style.id)", parts)
    }

    /// The table for machines, `fedctl.auth-styles/1`.
    public var json: JSONValue {
        [
            "schema": "fedctl.auth-styles/1", "server_name": .string("\(server)"),
            "verdict": .string(Verdict.worst(of: findings.map(\.verdict)).rawValue),
            "counts": VerdictCounts(of: findings).json,
            "styles": .array(
                runs.map { run, finding in
                    var object: JSONObject = [
                        "id": .string(run.style.id), "title": .string(run.style.title),
                        "demanded": .string(run.style.demand.words),
                        "observed": .string(run.observedWords),
                        "verdict": .string(finding.verdict.rawValue),
                        "summary": .string(finding.summary),
                    ]
                    if let isAccepted = run.isAccepted { object["accepted"] = .boolean(isAccepted) }
                    if let spec = run.style.spec { object["spec"] = .string(spec.url) }
                    return .object(object)
                }),
        ]
    }
}
