import FederationCore
import Findings
public import FoundationEssentials
public import SigningKeys

extension KeyDocumentReport {
    /// The report for people: the keys as a table, and the findings that ask for something.
    ///
    /// - Parameters:
    ///   - now: The present, for how long the document is still valid.
    ///   - style: How the text is dressed.
    /// - Returns: The lines, each with a line feed.
    public func text(now: Date, style: TextStyle = .plain) -> String {
        var lines = [heading(now: now)]
        if !rows.isEmpty {
            var table = Table("KEY", "STATE", "UNTIL", "SIGNATURE", "PUBLIC KEY")
            for row in rows {
                table.addRow([
                    row.keyID.escapedForTerminal, row.state.rawValue,
                    row.until.map { UTCTime(milliseconds: $0).dayText } ?? "",
                    row.signature.rawValue, (row.publicKey ?? "").escapedForTerminal,
                ])
            }
            lines += [""] + table.lines
        }
        let wrong = findings.filter { $0.verdict == .fail || $0.verdict == .warn }
        if !wrong.isEmpty {
            lines.append("")
            let width = wrong.map(\.check.name.count).max() ?? 0
            lines += wrong.flatMap { $0.lines(identifierWidth: width, style: style) }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The line that `--quiet` leaves.
    public var lastLine: String {
        let counts = counts
        return "\(name): \(verdict.rawValue), \(counts.fail) failed, \(counts.warn) warned"
    }

    private var name: String {
        serverName?.description.escapedForTerminal ?? "the document names no server"
    }

    private func heading(now: Date) -> String {
        guard let validUntil else { return name }
        let until = UTCTime(milliseconds: validUntil)
        let remaining = until.span(from: UTCTime(now))
        return "\(name), valid until \(until.secondText) (\(remaining))"
    }
}
