import FederationCore
import RoomEvents

extension EventMistakeReport {
    /// What was tried and found, below the line that it explains.
    var lines: [String] {
        let rows = tried.map { attempt in
            ["  tried", attempt.mistake.words, attempt.matches ? verb : "no"]
        }
        var lines = Table.align(rows)
        if pairCount > 0 {
            let cut = isCutShort ? ", no more because of the size of the event" : ""
            let outcome = finding == nil ? "no" : verb
            lines.append(
                "  tried  two mistakes at once, \(pairCount) combinations\(cut)  \(outcome)")
        }
        guard let finding else {
            lines.append("  verdict  no usual mistake explains it")
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

    private var verb: String { subject == .contentHash ? "matches" : "verifies" }

    private func words(of difference: ByteDifference) -> String {
        let theirs = "the \(subject.verb) bytes"
        if difference.ours.isEmpty { return "\(difference.theirs) is in \(theirs), not in ours" }
        if difference.theirs.isEmpty { return "\(difference.ours) is in ours, not in \(theirs)" }
        return "\(difference.theirs) in \(theirs), \(difference.ours) in ours"
    }
}
