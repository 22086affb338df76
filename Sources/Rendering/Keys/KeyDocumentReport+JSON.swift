import FederationCore
import Findings
public import MatrixJSON
public import SigningKeys

extension KeyDocumentReport {
    /// The report for machines, `fedctl.keys/1`.
    public var json: JSONValue {
        var object: JSONObject = ["schema": "fedctl.keys/1"]
        if let serverName { object["server_name"] = .string(serverName.description) }
        object["verdict"] = .string(verdict.rawValue)
        object["counts"] = counts.json
        if let validUntil {
            object["valid_until_ts"] = .integer(validUntil)
            object["valid_until"] = .string(UTCTime(milliseconds: validUntil).rfc3339)
        }
        if let usableUntil {
            object["usable_until"] = .string(UTCTime(milliseconds: usableUntil).rfc3339)
        }
        object["keys"] = .array(rows.map(\.json))
        object["checks"] = .array(findings.map(\.json))
        return .object(object)
    }
}

extension KeyDocumentRow {
    /// The row for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "key_id": .string(keyID),
            "state": .string(state.rawValue),
        ]
        if let until { object["until"] = .string(UTCTime(milliseconds: until).rfc3339) }
        if signature != .notApplicable { object["signature"] = .string(signature.rawValue) }
        if let publicKey { object["public_key"] = .string(publicKey) }
        return .object(object)
    }
}
