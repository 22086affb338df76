import FederationCore
import Findings
public import SigningKeys

extension NotaryReport {
    /// The report for people: the keys as a table, and the findings that ask for something.
    public func text(style: TextStyle = .plain) -> String {
        var lines = [heading]
        let rows = views.flatMap(\.rows)
        if !rows.isEmpty {
            var table = Table("NOTARY", "KEY", "HERE", "THERE", "VERDICT", "PUBLIC KEY THERE")
            for row in rows {
                table.addRow([
                    row.notary.description.escapedForTerminal, row.keyID.escapedForTerminal,
                    row.here?.rawValue ?? "-", row.there?.rawValue ?? "-", row.state.rawValue,
                    (row.notaryKey ?? "").escapedForTerminal,
                ])
            }
            lines += [""] + table.lines
        }
        let shown = findings.filter { $0.verdict != .pass }
        if !shown.isEmpty {
            lines.append("")
            let width = shown.map(\.check.name.count).max() ?? 0
            lines += shown.flatMap { $0.lines(identifierWidth: width, style: style) }
        }
        lines += ["", lastLine]
        return lines.map { $0 + "\n" }.joined()
    }

    /// The line that `--quiet` leaves.
    public var lastLine: String {
        let counts = counts
        let notaries = views.count == 1 ? "1 notary" : "\(views.count) notaries"
        return "\(origin.server) by \(notaries): \(verdict.rawValue), \(counts.pass) passed, "
            + "\(counts.warn) warned, \(counts.fail) failed, \(counts.skip) skipped"
    }

    private var heading: String {
        guard let report = origin.report else {
            let reason = (origin.problem ?? "no key document").escapedForTerminal
            return "\(origin.server): its own key document cannot be had: \(reason)"
        }
        guard let validUntil = report.validUntil else { return origin.server.description }
        return "\(origin.server), by its own document valid until "
            + UTCTime(milliseconds: validUntil).secondText
    }
}
