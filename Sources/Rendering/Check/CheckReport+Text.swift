public import FederationChecks
import FederationCore
import Findings

extension CheckReport {
    /// The report for people: the name, the findings under their headings, and the last line.
    ///
    /// What remote hosts sent is escaped.
    public func text(style: TextStyle = .plain) -> String {
        let width = findings.map(\.check.name.count).max() ?? 0
        var lines = [style.heading(serverName.escapedForTerminal), ""]
        let topics = findings.filter { $0.destination == nil }
        if !topics.isEmpty {
            lines.append(style.heading("discovery"))
            lines += topics.flatMap { $0.lines(identifierWidth: width, style: style) } + [""]
        }
        for entry in destinations {
            let place = entry.destination.description
            let own = findings.filter { $0.destination == place }
            if own.isEmpty { continue }
            lines.append(style.heading(place))
            lines += own.flatMap { $0.lines(identifierWidth: width, style: style) } + [""]
        }
        if let comparison { lines += comparison.lines(style: style) }
        lines.append(lastLine(style: style))
        return lines.map { $0 + "\n" }.joined()
    }

    /// The last line of the report, without a line feed: the outcome, the counts and the time.
    public func lastLine(style: TextStyle = .plain) -> String {
        let outcome = "\(serverName.escapedForTerminal) \(outcomeWords)"
        return "\(style.dressed(outcome, as: verdict)): \(countWords), in \(timeWords)"
    }

    /// What the report comes to, as it follows the name.
    private var outcomeWords: String {
        if verdict == .fail, isUnanswered { return "gives no answer" }
        switch verdict {
        case .pass: return "passes"
        case .warn: return "passes with warnings"
        case .fail: return "fails"
        case .skip:
            return incompleteness.map { "was not judged completely, since \($0)" }
                ?? "was not judged"
        }
    }

    /// `13 passed, 1 warning, 2 failed, 8 skipped`, without what there is none of.
    private var countWords: String {
        let counts = counts
        var words = ["\(counts.pass) passed"]
        if counts.warn > 0 { words.append("\(counts.warn) warning\(counts.warn == 1 ? "" : "s")") }
        if counts.fail > 0 { words.append("\(counts.fail) failed") }
        if counts.skip > 0 { words.append("\(counts.skip) skipped") }
        return words.joined(separator: ", ")
    }

    /// `84 ms`, `1.4 s`, `75 s`.
    private var timeWords: String {
        if durationMilliseconds < 1000 { return "\(durationMilliseconds) ms" }
        if durationMilliseconds >= 10_000 { return "\((durationMilliseconds + 500) / 1000) s" }
        let tenths = (durationMilliseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10) s"
    }
}

extension Finding {
    /// The line of the finding, and what belongs to it where it warns or fails.
    func lines(identifierWidth: Int, style: TextStyle) -> [String] {
        let space = String(repeating: " ", count: identifierWidth - check.name.count)
        let word = style.dressed(verdict.rawValue, as: verdict)
        var lines = ["  \(word)  \(check)\(space)  \(summary.escapedForTerminal)"]
        guard verdict == .warn || verdict == .fail else { return lines }
        for (label, text) in details {
            let space = String(repeating: " ", count: "expected".count - label.count)
            let safe = text.escapedForTerminal
            lines.append("          \(label)\(space)  \(label == "got" ? safe.shortened : safe)")
        }
        return lines
    }
}

extension String {
    /// The text, or where it is too long for a terminal its beginning and how much is left out; the forms
    /// for machines and pages have all of it.
    fileprivate var shortened: String {
        let limit = 600
        guard count > limit else { return self }
        return "\(prefix(limit))… (\(count - limit) more letters; --json has all)"
    }
}
