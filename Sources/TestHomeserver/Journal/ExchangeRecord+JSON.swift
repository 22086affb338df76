import FederationCore
import Findings
public import MatrixJSON

extension ExchangeRecord {
    /// The record for machines: `fedctl.journal/1`.
    ///
    /// What is not known is absent; of signatures there is only the beginning.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.journal/1", "time": .string(UTCTime(time).rfc3339ToTheMillisecond),
            "direction": .string(direction.rawValue),
        ]
        if let number { object["number"] = .integer(Int64(number)) }
        if !peer.isEmpty { object["peer"] = .string(peer) }
        if !local.isEmpty { object["local"] = .string(local) }
        if let tlsName { object["tls_name"] = .string(tlsName) }
        switch event {
        case .answered(let request): object["request"] = request.json
        case .sent(let request): object["sent"] = request.json
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

extension SentRequest {
    /// The request and what came of it, for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "destination": .string(destination.description), "method": .string(method),
            "target": .string(target), "body_bytes": .integer(Int64(bodyBytes)),
            "duration_ms": .integer(Int64(milliseconds.rounded())),
        ]
        if let server { object["server"] = .string(server.description) }
        if let host { object["host"] = .string(host) }
        if let endpoint { object["endpoint"] = .string(endpoint) }
        switch outcome {
        case .answered(let status, let errorCode):
            object["status"] = .integer(Int64(status))
            if let errorCode { object["errcode"] = .string(errorCode) }
        case .failed(let reason): object["error"] = .string(reason)
        }
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
            "pdus": .array(pdus.map(\.json)),
        ]
    }
}

extension PDUJudgement {
    /// What became of an event, for machines.
    fileprivate var json: JSONValue {
        var object: JSONObject = ["outcome": .string(outcome)]
        if let eventID { object["event_id"] = .string(eventID) }
        if let roomID { object["room_id"] = .string(roomID) }
        if let type { object["type"] = .string(type) }
        if let cause { object["cause"] = .string(cause) }
        if let isHashRight { object["content_hash"] = isHashRight ? "right" : "wrong" }
        if !signed.isEmpty { object["signed"] = .array(signed.map(JSONValue.string)) }
        if !unsigned.isEmpty { object["unsigned"] = .array(unsigned.map(JSONValue.string)) }
        return .object(object)
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
