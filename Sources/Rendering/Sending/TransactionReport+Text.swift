import FederationClient
import FederationCore
import Findings

extension TransactionReport {
    /// The transaction in a line.
    public var heading: String {
        "\(server), transaction \(transaction.id): \(transaction.pdus.count) PDUs, "
            + "\(transaction.edus.count) EDUs"
    }

    /// What came back, in a line.
    public var lastLine: String {
        let status = HTTPStatusText(exchange.response.status).text
        let refusal = exchange.refusal.map { ": \($0)" } ?? ""
        let remark = remark.map { "; \($0)" } ?? ""
        return "\(verdict.rawValue)  \(status)\(refusal)\(remark)".escapedForTerminal
    }

    /// What the verdict rests on, where the status does not say it.
    private var remark: String? {
        if let flaw { return flaw.words }
        guard answer != nil, !transaction.pdus.isEmpty else { return nil }
        if unmentionedCount > 0 { return "no result for \(Self.events(unmentionedCount))" }
        let refused = rows.count { $0.outcome.isRefusal }
        if refused > 0 { return "\(Self.events(refused)) refused" }
        guard !found.isEmpty else {
            return "taken, which is not yet accepted: --confirm looks"
        }
        let others = found.count { $0.isAccepted == false }
        if others > 0 { return "\(Self.events(others)) not accepted" }
        let redacted = found.count { $0 == .redacted }
        if redacted > 0 {
            return "\(Self.events(redacted)) accepted without the content that was sent"
        }
        let untold = found.count { $0.isAccepted == nil }
        return untold > 0
            ? "whether \(Self.events(untold)) became part of the room cannot be told"
            : "\(Self.events(found.count)) accepted"
    }

    private static func events(_ count: Int) -> String {
        count == 1 ? "1 event" : "\(count) events"
    }

    /// The report for people.
    public func text(style: TextStyle) -> String {
        var lines = [heading.escapedForTerminal]
        let rows = rows
        if !rows.isEmpty {
            var table = Table("EVENT", "RESULT", found.isEmpty ? "" : "LATER")
            for row in rows {
                table.addRow(
                    [row.name, row.outcome.words, row.later?.words ?? ""].enumerated().map {
                        let cell = $0.element.escapedForTerminal
                        return $0.offset == 0 ? cell : BoundedText.cut(cell)
                    })
            }
            lines += table.lines
            lines += rows.flatMap { Self.rest(of: $0) }
        }
        if let instead = answer?.insteadOfResults {
            lines.append("expected results in 'pdus', found \(instead)")
        }
        if rows.contains(where: \.isNamedByAnswer) {
            lines.append(
                "the IDs are those of the answer: without --room-version they cannot be told here")
        }
        for stranger in strangers {
            lines.append(
                "the answer has another event, \(stranger.name): \(stranger.outcome.words)"
                    .escapedForTerminal)
        }
        if !strangers.isEmpty {
            lines.append("the ID of an event depends on its room version: is --room-version right?")
        }
        lines.append(
            style.dressed(verdict.rawValue, as: verdict)
                + String(lastLine.dropFirst(verdict.rawValue.count)))
        return lines.map { $0 + "\n" }.joined()
    }

    /// What the table has cut off of a row.
    private static func rest(of row: Row) -> [String] {
        let long = [row.outcome.words, row.later?.words ?? ""].map(\.escapedForTerminal)
            .filter(BoundedText.isTooLong)
        guard !long.isEmpty else { return [] }
        return ["\(row.name):".escapedForTerminal]
            + long.flatMap { Paragraph.lines($0, first: "  ") }
    }
}
