import FederationCore
import Findings
public import MatrixJSON
public import SigningKeys

extension NotaryReport {
    /// The report for machines, `fedctl.notaries/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.notaries/1",
            "server_name": .string(origin.server.description),
            "verdict": .string(verdict.rawValue),
            "counts": counts.json,
        ]
        if let report = origin.report { object["origin"] = report.json }
        if let problem = origin.problem { object["origin_problem"] = .string(problem) }
        object["notaries"] = .array(views.map(\.json))
        object["checks"] = .array(findings.map(\.json))
        return .object(object)
    }
}

extension NotaryView {
    /// The notary for machines.
    var json: JSONValue {
        [
            "notary": .string(notary.description),
            "verdict": .string(verdict.rawValue),
            "answers": .array(answers.map(\.json)),
            "keys": .array(rows.map(\.json)),
        ]
    }
}

extension NotaryAnswer {
    /// The answer for machines.
    var json: JSONValue {
        var object: JSONObject = ["method": .string(method.rawValue)]
        switch outcome {
        case .documents(let documents): object["documents"] = .array(documents.map(\.json))
        case .refused(let error): object["problem"] = .string("\(error)")
        case .malformed(let reason), .none(let reason): object["problem"] = .string(reason)
        }
        if let milliseconds, milliseconds.isFinite, (0..<1e12).contains(milliseconds) {
            object["duration_ms"] = .integer(Int64(milliseconds.rounded()))
        }
        return .object(object)
    }
}

extension NotaryDocument {
    /// The document for machines.
    var json: JSONValue {
        var object: JSONObject = [:]
        if let serverName = report.serverName {
            object["server_name"] = .string(serverName.description)
        }
        if let validUntil = report.validUntil {
            object["valid_until"] = .string(UTCTime(milliseconds: validUntil).rfc3339)
        }
        object["keys"] = .array(report.rows.map(\.json))
        object["origin_signature"] = .string(hasGoodOrigin ? "good" : "bad")
        switch signature {
        case .good(let keyID):
            object["notary_signature"] = "good"
            object["notary_key_id"] = .string(keyID.description)
        case .bad(let reason):
            object["notary_signature"] = "bad"
            object["notary_problem"] = .string(reason)
        case .unknownKey(let names):
            object["notary_signature"] = "unknown_key"
            object["notary_problem"] = .string(names.prefix(20).joined(separator: ", "))
        case .missing: object["notary_signature"] = "missing"
        case .unchecked(let reason):
            object["notary_signature"] = "unchecked"
            object["notary_problem"] = .string(reason)
        }
        return .object(object)
    }
}

extension NotaryKeyRow {
    /// The row for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "key_id": .string(keyID), "comparison": .string(state.rawValue),
        ]
        if let here { object["here"] = .string(here.rawValue) }
        if let there { object["there"] = .string(there.rawValue) }
        if let publishedKey { object["published_key"] = .string(publishedKey) }
        if let notaryKey { object["notary_key"] = .string(notaryKey) }
        return .object(object)
    }
}
