import FederationCore
import Findings
public import RoomEvents

extension EventReport {
    /// The report for people, a line a judgement, without a line feed at its end.
    public var text: String {
        var lines = formRows
        lines.append(row(contentHash.matches ? .pass : .fail, "content hash", contentHashText))
        lines += contentHashMistake?.lines ?? []
        for signature in signatures {
            lines.append(row(signature.verdict, "signature", signature.words))
            lines += signature.mistake?.lines ?? []
        }
        return lines.joined(separator: "\n")
    }

    /// The report for people on one line.
    public var lineText: String {
        var problems = violations.prefix(1).map { "format \($0)" }
        if !contentHash.matches { problems.append("content hash \(contentHash)") }
        if let words = contentHashMistake?.finding?.explanation { problems.append(words) }
        for row in signatures where row.verdict != .pass && row.requirement != nil {
            problems.append("signature \(row.words)")
            if let words = row.mistake?.finding?.explanation { problems.append(words) }
        }
        let name = eventID?.description ?? "-"
        return "\(verdict.rawValue)  \(([name] + problems).joined(separator: "; "))"
            .escapedForTerminal
    }

    private var formRows: [String] {
        guard !violations.isEmpty else {
            return [row(.pass, "format", "an event of room version \(source.version)")]
        }
        return violations.map { row(.fail, "format", "\($0.description) [\($0.kind)]") }
    }

    private var contentHashText: String {
        contentHash.matches ? UnpaddedBase64.encode(computedContentHash) : "\(contentHash)"
    }

    private func row(_ verdict: Verdict, _ title: String, _ words: String) -> String {
        let title = title + String(repeating: " ", count: max(0, 12 - title.count))
        return "\(verdict.rawValue)  \(title)  \(words)".escapedForTerminal
    }
}

extension EventReport.SignatureRow {
    /// Signer, key and verdict.
    var words: String {
        let signer = [entity, keyName].compactMap(\.self).joined(separator: " ")
        let separator = summary.hasPrefix("verifies") ? " " : ": "
        let reason = requirement.map { " (\($0.words))" } ?? ""
        return signer + separator + summary + reason
    }
}
