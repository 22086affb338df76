public import FederationChecks
import FederationCore
import Findings

/// The reports of checks as one page of HTML that stands alone: no script, nothing that is loaded.
public struct CheckPage: Sendable {
    private let reports: [CheckReport]
    private let version: String

    /// The page of `reports`, in their order; `version` is that of fedctl.
    public init(_ reports: [CheckReport], version: String) {
        self.reports = reports
        self.version = version
    }

    /// The page.
    public var html: String {
        var page = MarkupWriter()
        page.line("<!DOCTYPE html>")
        page.open("html", [("lang", "en")])
        writeHead(to: &page)
        page.open("body")
        page.open("main")
        page.element("h1", [], title)
        if reports.count > 1 { writeOverview(to: &page) }
        for (index, report) in reports.enumerated() {
            write(report, number: index, to: &page)
        }
        page.element("footer", [], "fedctl \(version)")
        page.close("main")
        page.close("body")
        page.close("html")
        return page.text
    }

    private var title: String {
        guard reports.count == 1, let report = reports.first else { return "Federation check" }
        return "Federation check of \(report.serverName)"
    }

    private func writeHead(to page: inout MarkupWriter) {
        page.open("head")
        page.empty("meta", [("charset", "utf-8")])
        page.empty(
            "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
        // The page shows what strangers sent: whatever slipped through could neither run nor load.
        page.empty(
            "meta",
            [
                ("http-equiv", "Content-Security-Policy"),
                ("content", "default-src 'none'; style-src 'unsafe-inline'"),
            ])
        page.element("title", [], title)
        page.open("style")
        for line in Self.style.split(separator: "\n") { page.line(String(line)) }
        page.close("style")
        page.close("head")
    }

    /// A line for each server, which leads to its report.
    private func writeOverview(to page: inout MarkupWriter) {
        page.element("p", [], CheckSweepText(reports).lastLine)
        page.open("div", [("class", "wide")])
        page.open("table")
        page.open("tr")
        for title in ["Server", "Verdict", "First finding"] { page.element("th", [], title) }
        page.close("tr")
        for (index, report) in reports.enumerated() {
            page.open("tr")
            page.open("td")
            page.element("a", [("href", "#server-\(index)")], report.serverName)
            page.close("td")
            writeVerdict(report.verdict, to: &page)
            let first = report.firstFinding
            page.element("td", [], first.map { "\($0.check): \($0.summary)" } ?? "")
            page.close("tr")
        }
        page.close("table")
        page.close("div")
    }

    private func write(_ report: CheckReport, number: Int, to page: inout MarkupWriter) {
        page.open("section", [("id", "server-\(number)")])
        if reports.count > 1 { page.element("h2", [], report.serverName) }
        page.element("p", [("class", report.verdict.rawValue)], report.lastLine())
        page.element("p", [("class", "time")], UTCTime(report.startedAt).secondText)
        write(report.findings.filter { $0.destination == nil }, under: "Discovery", to: &page)
        for entry in report.destinations {
            let place = entry.destination.description
            write(report.findings.filter { $0.destination == place }, under: place, to: &page)
        }
        if let comparison = report.comparison { write(comparison, to: &page) }
        page.close("section")
    }

    private func write(_ findings: [Finding], under title: String, to page: inout MarkupWriter) {
        guard !findings.isEmpty else { return }
        page.element("h3", [], title)
        page.open("div", [("class", "wide")])
        page.open("table")
        for finding in findings {
            page.open("tr")
            writeVerdict(finding.verdict, to: &page)
            page.open("td")
            page.element("code", [], finding.check.name)
            page.close("td")
            page.open("td")
            page.element("span", [], finding.summary)
            if finding.verdict == .warn || finding.verdict == .fail {
                writeDetails(of: finding, to: &page)
            }
            page.close("td")
            page.close("tr")
        }
        page.close("table")
        page.close("div")
    }

    private func write(_ comparison: CheckComparison, to page: inout MarkupWriter) {
        page.element("h3", [], comparison.heading)
        guard !comparison.changes.isEmpty else {
            page.element("p", [], "nothing changed")
            return
        }
        page.open("div", [("class", "wide")])
        page.open("table")
        for change in comparison.changes {
            page.open("tr")
            page.element("td", [("class", change.standing.rawValue)], change.kind.rawValue)
            page.open("td")
            page.element("code", [], change.place)
            page.close("td")
            page.element("td", [], change.verdictWords)
            page.element("td", [], change.summary)
            page.close("tr")
        }
        page.close("table")
        page.close("div")
    }

    private func writeVerdict(_ verdict: Verdict, to page: inout MarkupWriter) {
        page.element("td", [("class", verdict.rawValue)], verdict.rawValue)
    }

    private func writeDetails(of finding: Finding, to page: inout MarkupWriter) {
        guard !finding.details.isEmpty else { return }
        page.open("dl")
        for detail in finding.details {
            page.element("dt", [], detail.label)
            page.open("dd")
            switch detail.label {
            case "spec":
                page.element("a", [("href", detail.text), ("rel", "noreferrer")], detail.text)
            case "try": page.element("code", [], detail.text)
            default: page.element("span", [], detail.text)
            }
            page.close("dd")
        }
        page.close("dl")
    }
}
