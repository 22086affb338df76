public import FederationChecks
import Findings

extension Check {
    /// The page of the check for people: why it matters, common causes, and what to do.
    public func text(style: TextStyle = .plain) -> String {
        var lines = [style.heading("\(id): \(title)"), ""]
        lines.append("  class   \(kind.rawValue)")
        lines.append("  weight  \(weight.rawValue)")
        if !needs.isEmpty {
            lines.append("  needs   \(needs.map(\.name).joined(separator: ", "))")
        }
        lines.append("  spec    \(spec?.url ?? "the spec does not say")")
        lines += ["", style.heading("Why it matters")]
        for (index, paragraph) in page.why.enumerated() {
            if index > 0 { lines.append("") }
            lines += Paragraph.lines(paragraph, first: "  ")
        }
        lines += ["", style.heading("Common causes")]
        for cause in page.causes { lines += Paragraph.lines(cause, first: "  - ") }
        lines += ["", style.heading("What to do")]
        for (index, remedy) in page.remedies.enumerated() {
            if index > 0 { lines.append("") }
            lines += remedy.lines
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension Remedy {
    /// The mistake, what to do in general, and in each front end.
    var lines: [String] {
        let width = directives.map(\.frontEnd.title.count).max() ?? 0
        var lines = Paragraph.lines(mistake, first: "  ")
        lines += Paragraph.lines(general, first: "    ")
        for directive in directives {
            let title = directive.frontEnd.title
            let space = String(repeating: " ", count: width - title.count)
            lines += Paragraph.lines(directive.text, first: "    \(title)\(space)  ")
        }
        return lines
    }
}
