import FederationCore
import Findings
import MatrixJSON
import TestHomeserver

/// The faults that the embedded homeserver can do on purpose, as a table.
struct FaultTable {
    let faults = Fault.all

    /// A line a fault, under the headings of their kinds.
    var text: String {
        let width = faults.map(\.id.count).max() ?? 0
        var lines: [String] = []
        for kind in Fault.Kind.allCases {
            if !lines.isEmpty { lines.append("") }
            lines.append("\(kind)")
            for fault in faults where fault.kind == kind {
                let space = String(repeating: " ", count: width - fault.id.count)
                let value =
                    fault.value.isTaken ? " (value: \(fault.value.meaning)\(usual(fault)))" : ""
                lines.append("  \(fault.id)\(space)  \(fault.title)\(value)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func usual(_ fault: Fault) -> String {
        fault.value.usual.map { "; \($0) without one" } ?? ""
    }

    /// The table for machines: `fedctl.faults/1`.
    var json: JSONValue {
        [
            "schema": "fedctl.faults/1",
            "faults": .array(
                faults.map { fault in
                    var object: JSONObject = [
                        "fault": .string(fault.id), "title": .string(fault.title),
                        "kind": .string(fault.kind.rawValue),
                        "endpoints": .array(fault.endpoints.map(JSONValue.string)),
                    ]
                    if fault.value.isTaken { object["value"] = .string(fault.value.meaning) }
                    if let usual = fault.value.usual { object["default"] = .string("\(usual)") }
                    if let spec = fault.spec { object["spec"] = .string(spec.url) }
                    return .object(object)
                }),
        ]
    }
}
