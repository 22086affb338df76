import FederationClient
import FederationCore
import Findings
public import MatrixJSON

/// The faults that can be sent on purpose, as a table.
public struct CraftedFaultTable: Sendable {
    private let faults = CraftedFault.all

    /// The table of all of them.
    public init() {}

    /// A line a fault, under the headings of their topics.
    public var text: String {
        var lines: [String] = []
        for topic in CraftedFault.Topic.allCases {
            if !lines.isEmpty { lines.append("") }
            lines.append(topic.rawValue)
            let rows = faults.filter { $0.topic == topic }.map {
                ["  " + $0.id, $0.title + ($0.needsRoom ? " (needs --room)" : "")]
            }
            lines += Table.align(rows)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The table for machines, `fedctl.crafted-faults/1`.
    public var json: JSONValue {
        [
            "schema": "fedctl.crafted-faults/1",
            "faults": .array(
                faults.map { fault in
                    var object: JSONObject = [
                        "fault": .string(fault.id), "title": .string(fault.title),
                        "topic": .string(fault.topic.rawValue),
                        "demanded": .string(fault.demand.description),
                        "needs_room": .boolean(fault.needsRoom),
                    ]
                    if let spec = fault.spec { object["spec"] = .string(spec.url) }
                    return .object(object)
                }),
        ]
    }
}
