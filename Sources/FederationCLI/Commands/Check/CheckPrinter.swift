import FederationChecks
import MatrixJSON
import Rendering

/// Prints the reports of checks: one, or those of a sweep.
struct CheckPrinter: Sendable {
    /// Where they go, and in which form.
    let printer: ReportPrinter
    /// Whether several servers are checked.
    let isSweep: Bool

    /// Prints a report as it comes, where the form is a line a server.
    func stream(_ report: CheckReport) {
        guard printer.choice.format == .ndjson else { return }
        printer.context.console.result(json(report).lineText + "\n")
    }

    /// Prints what was not printed yet, and writes the files of `--report`.
    func finish(_ reports: [CheckReport]) throws {
        let renderings = isSweep ? sweep(reports) : single(reports)
        if printer.choice.format != .ndjson { printer.write(renderings) }
        try printer.writeReports(renderings)
    }

    private func single(_ reports: [CheckReport]) -> ReportPrinter.Renderings {
        ReportPrinter.Renderings(
            text: { style in reports.map { $0.text(style: style) }.joined() },
            lastLine: { reports.last?.lastLine() ?? "" },
            json: { reports.first.map(json) ?? .null }, other: { reports.rendered(as: $0) })
    }

    private func sweep(_ reports: [CheckReport]) -> ReportPrinter.Renderings {
        let text = CheckSweepText(reports)
        return ReportPrinter.Renderings(
            text: { text.text(style: $0) }, lastLine: { text.lastLine },
            json: { CheckSweepJSON(reports).json(version: FedctlVersion.current) },
            lines: { reports.map(json) }, other: { reports.rendered(as: $0) })
    }

    private func json(_ report: CheckReport) -> JSONValue {
        report.json(version: FedctlVersion.current)
    }
}
