import FederationClient
import FederationCore
import Findings
public import MatrixJSON

extension CraftedTable {
    /// The table for machines, `fedctl.crafted/1`.
    public var json: JSONValue {
        [
            "schema": "fedctl.crafted/1", "server_name": .string("\(server)"),
            "verdict": .string(verdict.rawValue), "counts": VerdictCounts(of: verdicts).json,
            "faults": .array(
                rows.map { row in
                    var object: JSONObject = [
                        "fault": .string(row.fault.id), "title": .string(row.fault.title),
                        "demanded": .string(row.demanded), "observed": .string(row.observed),
                        "verdict": .string(row.verdict.rawValue),
                    ]
                    if let summary = row.finding?.summary { object["summary"] = .string(summary) }
                    if let spec = row.fault.spec { object["spec"] = .string(spec.url) }
                    if case .shown(let requests) = row.outcome {
                        object["requests"] = .array(requests.map(\.json))
                    }
                    return .object(object)
                }),
        ]
    }
}
