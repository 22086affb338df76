import FederationCore
import Findings
public import MatrixJSON
public import SigningKeys

extension SignatureReport {
    /// The report for people, a line a signature, without a line feed at the end.
    public var text: String {
        rows.map(\.text).joined(separator: "\n")
    }

    /// The report for people on one line.
    public var lineText: String {
        rows.map(\.text).joined(separator: "; ")
    }

    /// The report for machines, `fedctl.signatures/1`.
    public var json: JSONValue {
        [
            "schema": "fedctl.signatures/1",
            "verdict": .string(verdict.rawValue),
            "signatures": .array(
                rows.map { row in
                    var object: JSONObject = ["verdict": .string(row.verdict.rawValue)]
                    if let entity = row.entity { object["entity"] = .string(entity) }
                    if let keyName = row.keyName { object["key_id"] = .string(keyName) }
                    object["summary"] = .string(row.summary)
                    return .object(object)
                }),
        ]
    }
}

extension SignatureReport.Row {
    /// The row for people; what the object holds is escaped.
    var text: String {
        let words = [entity, keyName, summary].compactMap(\.self).joined(separator: " ")
        return "\(verdict.rawValue)  \(words)".escapedForTerminal
    }
}
