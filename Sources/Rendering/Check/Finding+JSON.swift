public import Findings
public import MatrixJSON

extension Finding {
    /// The finding for machines; what does not apply is absent.
    public var json: JSONValue {
        var object: JSONObject = ["id": .string(check.name)]
        if let destination { object["destination"] = .string(destination) }
        object["verdict"] = .string(verdict.rawValue)
        object["summary"] = .string(summary)
        if let expected { object["expected"] = .string(expected) }
        if let got, !got.isEmpty { object["got"] = .string(got) }
        if let fix { object["fix"] = .string(fix) }
        if let reproduce { object["reproduce"] = .string(reproduce) }
        if let spec { object["spec"] = .string(spec.url) }
        if !evidence.isEmpty {
            object["evidence"] = .object(JSONObject(evidence.map { ($0.name, $0.value.json) }))
        }
        if let durationMilliseconds {
            object["duration_ms"] = .integer(Int64(durationMilliseconds))
        }
        return .object(object)
    }
}

extension Evidence.Value {
    /// The value for machines.
    var json: JSONValue {
        switch self {
        case .integer(let integer): .integer(Int64(integer))
        case .boolean(let boolean): .boolean(boolean)
        case .text(let text): .string(text)
        case .list(let texts): .array(texts.map { .string($0) })
        }
    }
}

extension VerdictCounts {
    /// The counts for machines.
    var json: JSONValue {
        [
            "pass": .integer(Int64(pass)), "warn": .integer(Int64(warn)),
            "fail": .integer(Int64(fail)), "skip": .integer(Int64(skip)),
        ]
    }
}
