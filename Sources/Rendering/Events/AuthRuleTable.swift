import Findings
public import MatrixJSON
import RoomEvents
public import RoomState

/// Authorisation rules as a list, or one of them in full.
public struct AuthRuleTable: Sendable {
    private let rules: [AuthRule]

    /// The list of `rules`; of every rule where none are given.
    public init(_ rules: [AuthRule] = AuthRule.all) {
        self.rules = rules
    }

    /// A line for each rule, for people, in the order in which they are asked.
    public var text: String {
        var table = Table("RULE", "EFFECT", "ROOM VERSIONS", "AN EVENT PASSES WHERE")
        for rule in rules {
            table.addRow([rule.id, rule.effect.rawValue, rule.versions.rangesText, rule.words])
        }
        return table.text
    }

    /// Every rule for machines: `fedctl.explain/1`.
    public var json: JSONValue {
        ["schema": "fedctl.explain/1", "rules": .array(rules.map(\.json))]
    }
}

extension AuthRule {
    /// The rule for people.
    public var text: String {
        let rows: [[String]] = [
            ["rule", id], ["effect", effect.rawValue], ["room versions", versions.rangesText],
            ["passes where", words],
        ]
        let links = versions.suffix(1).map { ["spec", spec(in: $0).url] }
        return Table.align(rows + links).map { $0 + "\n" }.joined()
    }

    /// The rule for machines.
    var json: JSONValue {
        [
            "id": .string(id), "effect": .string(effect.rawValue), "words": .string(words),
            "room_versions": .array(versions.map { .string($0.identifier) }),
            "spec": .array(versions.map { .string(spec(in: $0).url) }),
        ]
    }
}
