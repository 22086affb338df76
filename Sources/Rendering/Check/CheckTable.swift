public import FederationChecks
import Findings
public import MatrixJSON

/// The list of checks.
public struct CheckTable: Sendable {
    private let checks: [Check]

    /// The list of `checks`; of every check where none are given.
    public init(_ checks: [Check] = Check.all) {
        self.checks = checks
    }

    /// A line for each check, for people.
    public var text: String {
        var table = Table("CHECK", "CLASS", "WEIGHT", "PASSES WHERE")
        for check in checks {
            table.addRow([
                check.id.name, check.kind.rawValue, check.weight.rawValue, check.title,
            ])
        }
        return table.text
    }

    /// Every check with its page, for machines: `fedctl.explain/1`.
    public var json: JSONValue {
        ["schema": "fedctl.explain/1", "checks": .array(checks.map(\.json))]
    }
}

extension Check {
    /// The row and its page, for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "id": .string(id.name), "title": .string(title), "class": .string(kind.rawValue),
            "weight": .string(weight.rawValue), "scope": .string(scope.rawValue),
            "needs": .array(needs.map { .string($0.name) }),
        ]
        if let spec { object["spec"] = .string(spec.url) }
        object["why"] = .array(page.why.map { .string($0) })
        object["causes"] = .array(page.causes.map { .string($0) })
        object["remedies"] = .array(page.remedies.map(\.json))
        return .object(object)
    }
}

extension Remedy {
    /// The remedy for machines.
    var json: JSONValue {
        var object: JSONObject = ["mistake": .string(mistake), "general": .string(general)]
        if !directives.isEmpty {
            let members = directives.map { ($0.frontEnd.rawValue, JSONValue.string($0.text)) }
            object["front_ends"] = .object(JSONObject(members))
        }
        return .object(object)
    }
}
