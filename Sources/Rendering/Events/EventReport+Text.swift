import FederationCore
import Findings
public import RoomEvents

extension EventReport {
    /// The report for people, a line a judgement, without a line feed at its end.
    public var text: String {
        var lines = formRows
        lines.append(row(contentHashJudgement, "content hash", contentHashText))
        lines += contentHashMistake?.lines ?? []
        if isChangedAfterSigning {
            lines.append(
                "  note  the signature over this hash verifies: the content was changed after it was "
                    + "hashed and signed")
        }
        if source.isThirdPartyInvite {
            lines.append(
                row(.skip, "signature", "not required of the sender's server: a third-party invite")
            )
        }
        for signature in signatures {
            lines.append(row(signature.verdict, "signature", signature.words))
            lines += signature.mistake?.lines ?? []
            if let other = signature.otherSigner {
                lines.append(
                    "  verdict  signed with the key \(other.keyID) of \(other.server)"
                        .escapedForTerminal)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The report for people on one line.
    public var lineText: String {
        var problems = violations.prefix(1).map { "format \($0)" }
        if !contentHash.matches { problems.append("content hash \(contentHashText)") }
        if let words = contentHashMistake?.finding?.explanation { problems.append(words) }
        for row in signatures where row.verdict != .pass && row.requirement != nil {
            problems.append("signature \(row.words)")
            if let words = row.mistake?.finding?.explanation { problems.append(words) }
            if let other = row.otherSigner {
                problems.append("signed with the key \(other.keyID) of \(other.server)")
            }
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
        switch contentHashJudgement {
        case .pass: UnpaddedBase64.encode(computedContentHash)
        case .warn where contentHash.matches:
            "matches, \(contentHashHabit?.rawValue ?? "")"
        case .warn:
            "\(contentHash); nothing is left that redaction removes: servers take it for redacted"
        default: "\(contentHash)"
        }
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
