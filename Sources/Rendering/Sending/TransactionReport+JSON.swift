import FederationClient
import FederationCore
import Findings
public import MatrixJSON

extension TransactionReport {
    /// The report for machines, `fedctl.transaction/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.transaction/1", "server_name": .string("\(server)"),
            "transaction_id": .string(transaction.id),
            "pdu_count": .integer(Int64(transaction.pdus.count)),
            "edu_count": .integer(Int64(transaction.edus.count)),
            "status": .integer(Int64(exchange.response.status)),
            "destination": .string("\(exchange.destination)"),
            "verdict": .string(verdict.rawValue),
        ]
        if let refusal = exchange.refusal {
            object["error"] = ["code": "refused", "message": .string("\(refusal)")]
        }
        if let flaw { object["error"] = ["code": "wrong_answer", "message": .string("\(flaw)")] }
        object["events"] = .array(
            rows.map { row in
                var event = Self.result(row.outcome, of: row.name)
                if row.isNamedByAnswer { event["id_from"] = "answer" }
                if let later = row.later {
                    event["later"] = .string(later.words)
                    if let isAccepted = later.isAccepted {
                        event["accepted"] = .boolean(isAccepted)
                    }
                }
                return .object(event)
            })
        if !strangers.isEmpty {
            object["unexpected"] = .array(
                strangers.map { .object(Self.result($0.outcome, of: $0.name)) })
        }
        return .object(object)
    }

    private static func result(_ outcome: PDUResult.Outcome, of name: String) -> JSONObject {
        var event: JSONObject = ["event_id": .string(name), "result": .string(outcome.word)]
        if case .refused(let reason) = outcome { event["reason"] = .string(reason) }
        return event
    }
}

extension PDUResult.Outcome {
    /// The outcome in a word, for machines.
    fileprivate var word: String {
        switch self {
        case .taken: "taken"
        case .refused: "refused"
        case .notMentioned: "not-mentioned"
        }
    }
}
