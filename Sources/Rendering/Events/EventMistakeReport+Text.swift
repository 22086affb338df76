import FederationCore
import RoomEvents

extension EventMistakeReport {
    /// What was tried and found, below the line that it explains.
    var lines: [String] {
        var rows = tried.map { attempt in
            ["  tried", attempt.mistake.words, attempt.matches ? verb : "no"]
        }
        if pairCount > 0 {
            let words = "two mistakes at once: \(pairCount) combinations"
            rows.append(["  tried", words, finding == nil ? "no" : verb])
        }
        var lines = Table.align(rows)
        guard let finding else {
            lines.append("  verdict  \(unexplained)")
            return lines.map(\.escapedForTerminal)
        }
        lines.append("  verdict  \(finding.explanation)")
        if let difference = finding.difference {
            lines.append(
                "  first difference at byte \(difference.offset): \(words(of: difference))")
        }
        if !finding.roomVersions.isEmpty {
            let versions = finding.roomVersions.rangesText
            lines.append(
                "  note  these are the bytes by the rules of room version \(versions): is it of one of them?"
            )
        }
        lines += finding.mistakes.map { "  fix  \($0.fix)" }
        return lines.map(\.escapedForTerminal)
    }

    private var unexplained: String {
        isCutShort
            ? "no usual mistake was found; the search ended early, because of the size of the event"
            : "no usual mistake explains it"
    }

    private var verb: String { subject == .contentHash ? "matches" : "verifies" }

    private func words(of difference: ByteDifference) -> String {
        let theirs = "the \(subject.verb) bytes"
        if difference.ours.isEmpty { return "\(difference.theirs) is in \(theirs), not in ours" }
        if difference.theirs.isEmpty { return "\(difference.ours) is in ours, not in \(theirs)" }
        return "\(difference.theirs) in \(theirs), \(difference.ours) in ours"
    }
}
