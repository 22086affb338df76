/// Why no request can be built.
public enum RequestBuildError: Error, Hashable, CustomStringConvertible {
    /// A text that should have been `name=value`.
    case notAnAssignment(String)
    /// A parameter that the operation does not take.
    case unknownParameter(String, Endpoint)
    /// A parameter that the operation must have.
    case missingParameter(String, Endpoint)
    /// A parameter that the operation takes once.
    case repeatedParameter(String, Endpoint)
    /// A value that its parameter cannot have.
    case invalidValue(String, parameter: String, expected: String)
    /// No body, where the operation needs one.
    case missingBody(Endpoint)
    /// A body, where the operation has none.
    case unexpectedBody(Endpoint)
    /// A body as a whole, and parameters of the body beside it.
    case bodyAndParameters(Endpoint)
    /// A method that is no HTTP token.
    case invalidMethod(String)
    /// A request target that would break the request: empty, or with a space or control character.
    case invalidTarget(String)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .notAnAssignment(let text): "expected 'name=value', found '\(text)'"
        case .unknownParameter(let name, let endpoint):
            "'\(endpoint.name)' takes no parameter '\(name)'; \(Self.takes(endpoint))"
        case .missingParameter(let name, let endpoint):
            "'\(endpoint.name)' needs the parameter '\(name)'; \(Self.takes(endpoint))"
        case .repeatedParameter(let name, let endpoint):
            "the parameter '\(name)' is there twice; \(Self.takes(endpoint))"
        case .invalidValue(let value, let name, let expected):
            "the parameter '\(name)' is '\(value)', expected \(expected)"
        case .missingBody(let endpoint):
            "'\(endpoint.name)' needs a body: \(endpoint.body ?? "a JSON object")"
        case .unexpectedBody(let endpoint): "'\(endpoint.name)' has no body"
        case .bodyAndParameters(let endpoint):
            "'\(endpoint.name)' takes a body or parameters of the body, not both"
        case .invalidMethod(let method): "'\(method)' is no HTTP method"
        case .invalidTarget(let target):
            "the request target '\(target)' is empty, or has a space or a control character"
        }
    }

    /// What a row takes, such as `it takes roomId, v (repeated), limit`.
    private static func takes(_ endpoint: Endpoint) -> String {
        var parts = endpoint.parameters.map { parameter in
            let notes = [
                parameter.isRequired ? nil : "optional", parameter.isRepeated ? "repeated" : nil,
            ].compactMap(\.self)
            return notes.isEmpty
                ? parameter.name : "\(parameter.name) (\(notes.joined(separator: ", ")))"
        }
        if endpoint.takesOtherQueryParameters { parts.append("any others") }
        return parts.isEmpty ? "it takes none" : "it takes " + parts.joined(separator: ", ")
    }
}
