public import FederationCore
import Findings
public import MatrixJSON

extension Endpoint {
    /// The row for machines.
    public var json: JSONValue {
        var object: JSONObject = [
            "operation": .string(name),
            "summary": .string(summary),
            "method": .string(method),
            "path": .string(path.text),
            "authentication": .string(authentication.rawValue),
            "effect": .string(effect.rawValue),
            "access_control": .string(accessControl.rawValue),
            "rate_limited": .boolean(isRateLimited),
            "parameters": .array(parameters.map(\.json)),
        ]
        if let body { object["body"] = .string(body) }
        object["response"] = .string(response)
        object["errors"] = .array(
            errors.map { error in
                var object: JSONObject = ["status": .integer(Int64(error.status))]
                if let code = error.code { object["errcode"] = .string(code) }
                return .object(object)
            })
        if let added { object["added"] = .string(added) }
        if let removed { object["removed"] = .string(removed) }
        object["spec"] = .string(spec.url)
        return .object(object)
    }
}

extension EndpointParameter {
    /// The parameter for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name),
            "in": .string(place.rawValue),
            "type": .string(type.description),
            "required": .boolean(isRequired),
            "repeatable": .boolean(isRepeated),
        ]
        if let defaultValue { object["default"] = .string(defaultValue) }
        object["meaning"] = .string(meaning)
        return .object(object)
    }
}
