import FederationClient
import Findings
public import MatrixJSON

/// The spellings of a header that can be tried, as a table.
public struct SpellingTable: Sendable {
    private let styles = XMatrixStyle.all

    /// The table of all of them.
    public init() {}

    /// A line a spelling.
    public var text: String {
        Table.align(styles.map { [$0.id, $0.title] }).map { $0 + "\n" }.joined()
    }

    /// The table for machines, `fedctl.spellings/1`.
    public var json: JSONValue {
        [
            "schema": "fedctl.spellings/1",
            "spellings": .array(
                styles.map { style in
                    var object: JSONObject = [
                        "id": .string(style.id), "title": .string(style.title),
                        "demanded": .string(style.demand.words),
                    ]
                    if let spec = style.spec { object["spec"] = .string(spec.url) }
                    return .object(object)
                }),
        ]
    }
}
