import FederationCore
import Findings
public import MatrixJSON

extension ExchangeRecord {
    /// The record for machines: `fedctl.journal/1`.
    ///
    /// What is not known is absent; of signatures there is only the beginning.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.journal/1", "time": .string(UTCTime(time).rfc3339),
            "direction": "in", "peer": .string(peer), "local": .string(local),
        ]
        if let tlsName { object["tls_name"] = .string(tlsName) }
        switch event {
        case .answered(let request): object["request"] = request.json
        case .failed(let failure): object["failure"] = .string(failure.description)
        }
        if !faults.isEmpty { object["faults"] = .array(faults.map(JSONValue.string)) }
        return .object(object)
    }
}

extension AnsweredRequest {
    /// The request and its answer for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "server": .string(server.description), "method": .string(method),
            "target": .string(target), "body_bytes": .integer(Int64(bodyBytes)),
            "authorization": authorization.json, "status": .integer(Int64(status)),
            "duration_ms": .integer(Int64(milliseconds.rounded())),
        ]
        if let host { object["host"] = .string(host) }
        if let endpoint { object["endpoint"] = .string(endpoint) }
        if let errorCode { object["errcode"] = .string(errorCode) }
        if let transaction { object["transaction"] = transaction.json }
        return .object(object)
    }
}

extension AuthorizationJudgement {
    /// What came in `Authorization`, for machines.
    var json: JSONValue {
        switch self {
        case .absent: ["judgement": "absent"]
        case .unreadable(let reason): ["judgement": "unreadable", "reason": .string(reason)]
        case .notJudged(let claim): .object(claim.members(judgement: "not-judged"))
        case .accepted(let claim): .object(claim.members(judgement: "accepted"))
        case .refused(let claim, let reason):
            .object(claim.members(judgement: "refused", reason: reason))
        }
    }
}

extension XMatrixClaim {
    fileprivate func members(judgement: String, reason: String? = nil) -> JSONObject {
        var object: JSONObject = [
            "judgement": .string(judgement), "origin": .string(origin), "key_id": .string(keyID),
            "signature_prefix": .string(signaturePrefix),
        ]
        if let destination { object["destination"] = .string(destination) }
        if let reason { object["reason"] = .string(reason) }
        return object
    }
}

extension TransactionJudgement {
    /// What is to be thought of a transaction, for machines.
    var json: JSONValue {
        [
            "id": .string(id), "verdict": .string(verdict.rawValue),
            "remarks": .array(remarks.map(\.json)),
            "edus": .array(
                edus.map { edu in
                    var object: JSONObject = [
                        "verdict": .string(edu.verdict.rawValue),
                        "taken": .boolean(edu.isTaken), "remarks": .array(edu.remarks.map(\.json)),
                    ]
                    if let type = edu.type { object["edu_type"] = .string(type) }
                    return .object(object)
                }),
        ]
    }
}

extension TransactionRemark {
    /// The breach of a rule, for machines.
    fileprivate var json: JSONValue {
        [
            "rule": .string(rule.id), "verdict": .string(rule.verdict.rawValue),
            "words": .string(words),
        ]
    }
}
