import FederationChecks
import FederationCore
import Findings
import MatrixJSON

extension CheckComparison {
    /// `since 2026-11-21T13:46:05Z`.
    var heading: String { "since \(since)" }

    /// What changed, a line for each change, or a line that nothing did; nothing is escaped.
    var plainLines: [String] {
        guard !changes.isEmpty else { return ["nothing changed"] }
        return changes.map { "\($0.kind.rawValue)  \($0.place): \($0.verdictWords), \($0.summary)" }
    }

    /// What changed, for people: a heading and a line for each change.
    func lines(style: TextStyle) -> [String] {
        let heading = style.heading(heading.escapedForTerminal)
        guard !changes.isEmpty else { return [heading, "  nothing changed", ""] }
        let rows = changes.map { change in
            [
                "  \(change.kind.rawValue)", change.place.escapedForTerminal,
                change.verdictWords, change.summary.escapedForTerminal,
            ]
        }
        return [heading] + Table.align(rows) + [""]
    }

    /// What changed, for machines.
    var json: JSONValue {
        ["started_at": .string(since), "changes": .array(changes.map(\.json))]
    }
}

extension CheckChange {
    /// `tls.chain at 198.51.100.8:443 (was 198.51.100.7:443)`.
    var place: String {
        guard let destination else { return check.name }
        let former = formerDestination.map { " (was \($0))" } ?? ""
        return "\(check.name) at \(destination)\(former)"
    }

    /// `pass, now fail`, `fail`.
    var verdictWords: String {
        switch (before, after) {
        case (let before?, let after?) where before != after:
            "\(before.rawValue), now \(after.rawValue)"
        default: (after ?? before)?.rawValue ?? ""
        }
    }

    /// The verdict to show the change with; what is new is as bad as it is.
    var standing: Verdict {
        switch kind {
        case .worse: after == .fail ? .fail : .warn
        case .better: .pass
        case .new: after ?? .skip
        case .different, .gone: .skip
        }
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = ["id": .string(check.name)]
        if let destination { object["destination"] = .string(destination) }
        if let formerDestination { object["former_destination"] = .string(formerDestination) }
        object["change"] = .string(kind.rawValue)
        if let before { object["before"] = .string(before.rawValue) }
        if let after { object["after"] = .string(after.rawValue) }
        object["summary"] = .string(summary)
        return .object(object)
    }
}
