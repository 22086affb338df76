import FederationClient
import FederationCore
import Findings

extension CraftedTable {
    /// The largest body that is shown, in bytes.
    private static let largestShownBody = 64 << 10

    /// The table for people, the requests that were made to be shown before it, and what is not as it has to
    /// be, in full, below it.
    public func text(style: TextStyle) -> String {
        var table = Table("FAULT", "THE SPEC DEMANDS", "OBSERVED", "VERDICT")
        for row in rows {
            table.addRow([
                row.fault.id, row.demanded, BoundedText.cut(row.observed.escapedForTerminal),
                row.verdict.rawValue,
            ])
        }
        let details = rows.filter(\.needsDetails).map { Self.details(of: $0) }.joined()
        return rows.map { Self.requests(of: $0) }.joined() + table.text + "\n" + details
            + (details.isEmpty ? "" : "\n") + lastLine + "\n"
    }

    private static func requests(of row: Row) -> String {
        guard case .shown(let requests) = row.outcome else { return "" }
        return requests.map { report in
            var report = report
            var rest = ""
            if let count = report.request.body?.count, count > largestShownBody {
                report.request.body = nil
                rest = "\na body of \(count) bytes\n"
            }
            return "\(row.fault.id): \(row.fault.title)\n\(report.requestText)\(rest)\n"
        }.joined()
    }

    private static func details(of row: Row) -> String {
        DetailBlock.text(
            of: "\(row.verdict.rawValue)  \(row.fault.id)",
            [
                ("sent", row.fault.title), ("demanded", row.demanded), ("observed", row.observed),
                ("fix", row.finding?.fix ?? ""), ("spec", row.fault.spec?.url ?? ""),
            ])
    }
}

extension CraftedTable.Row {
    /// Whether there is more to say than the table does.
    fileprivate var needsDetails: Bool {
        switch verdict {
        case .fail, .warn: true
        case .skip:
            if case .sent = outcome {
                BoundedText.isTooLong(observed.escapedForTerminal)
            } else {
                false
            }
        case .pass: false
        }
    }
}
