import FederationChecks
import FederationCore
import Findings
import MatrixJSON

extension CheckComparison {
    /// What changed, for people: a heading and a line for each change.
    func lines(style: TextStyle) -> [String] {
        let heading = style.heading("since \(since.escapedForTerminal)")
        guard !changes.isEmpty else { return [heading, "  nothing changed", ""] }
        let rows = changes.map { change in
            let place = change.destination.map { " at \($0.escapedForTerminal)" } ?? ""
            return [
                "  \(change.kind.rawValue)", change.check.name.escapedForTerminal + place,
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
    /// `pass, now fail`, `fail`.
    fileprivate var verdictWords: String {
        switch (before, after) {
        case (let before?, let after?) where before != after:
            "\(before.rawValue), now \(after.rawValue)"
        default: (after ?? before)?.rawValue ?? ""
        }
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = ["id": .string(check.name)]
        if let destination { object["destination"] = .string(destination) }
        object["change"] = .string(kind.rawValue)
        if let before { object["before"] = .string(before.rawValue) }
        if let after { object["after"] = .string(after.rawValue) }
        object["summary"] = .string(summary)
        return .object(object)
    }
}
