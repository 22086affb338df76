import FederationCore
import Findings
public import MatrixJSON

extension ExchangeReport {
    /// The exchange for machines, `fedctl.exchange/1`; signatures are shortened.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.exchange/1", "server_name": .string("\(server)"),
            "request": requestJSON, "verdict": .string(verdict.rawValue),
        ]
        if let destination { object["destination"] = .string("\(destination)") }
        if let command { object["curl"] = .string(command) }
        if let explanation { object["explanation"] = explanation.json }
        guard let response else { return .object(object) }
        object["response"] = Self.json(of: response, errcode: refusal?.errcode)
        object["timings_ms"] = Self.json(of: response.timings)
        if let refusal {
            object["error"] = ["code": "refused", "message": .string("\(refusal)")]
        } else if let flaw {
            object["error"] = ["code": "wrong_answer", "message": .string(flaw)]
        }
        return .object(object)
    }

    private var requestJSON: JSONValue {
        var object: JSONObject = [
            "method": .string(request.method), "target": .string(request.target),
            "host": .string(request.hostHeader),
        ]
        if let body = request.body { Self.set(body, in: &object) }
        if let signature {
            object["origin"] = .string("\(signature.origin)")
            object["key_id"] = .string("\(signature.keyID)")
            object["signed"] = .string(String(decoding: signature.signedObject, as: UTF8.self))
        }
        return .object(object)
    }

    private static func json(of response: HTTPResponse, errcode: String?) -> JSONValue {
        var object: JSONObject = ["status": .integer(Int64(response.status))]
        if let type = response.headers.firstValue(of: "Content-Type") {
            object["content_type"] = .string(type)
        }
        if let errcode { object["errcode"] = .string(errcode) }
        set(response.body, in: &object)
        return .object(object)
    }

    /// A body in the first form that loses nothing of it: JSON, text, base64.
    private static func set(_ body: [UInt8], in object: inout JSONObject) {
        // What is no JSON goes out as it is.
        if let value = try? JSONValue(parsing: body, numbers: .preserving) {
            object["body"] = value
        } else if let text = String(validating: body, as: UTF8.self) {
            object["body_text"] = .string(text)
        } else {
            object["body_base64"] = .string(UnpaddedBase64.encode(body))
        }
    }

    private static func json(of timings: HTTPTimings) -> JSONValue {
        let phases = [
            ("connect", timings.connect), ("tls", timings.tls), ("first_byte", timings.firstByte),
            ("total", timings.total),
        ]
        var object = JSONObject()
        for (name, value) in phases {
            if let value { object[name] = .integer(Int64(value.rounded())) }
        }
        return .object(object)
    }
}
