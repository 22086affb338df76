public import FederationCore

/// Why no EDU can be built.
public enum EDUBuildError: Error, Hashable, CustomStringConvertible {
    /// A parameter that the type does not take.
    case unknownParameter(String, type: String)
    /// A parameter that the type must have.
    case missingParameter(String, type: String)
    /// A parameter that the type takes once.
    case repeatedParameter(String, type: String)
    /// A value that its parameter cannot have.
    case invalidValue(String, parameter: String, expected: EndpointParameter.ValueType)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .unknownParameter(let name, let type):
            "the EDU '\(type)' takes no parameter '\(name)'\(Self.takes(type))"
        case .missingParameter(let name, let type):
            "the EDU '\(type)' needs the parameter '\(name)'\(Self.takes(type))"
        case .repeatedParameter(let name, let type):
            "the parameter '\(name)' of the EDU '\(type)' is there twice"
        case .invalidValue(let value, let name, let expected):
            "the parameter '\(name)' is '\(value)', expected \(Self.words(expected))"
        }
    }

    private static func takes(_ type: String) -> String {
        guard let builder = EDUBuilder.named(type) else { return "" }
        let names = builder.parameters.map { $0.isRequired ? $0.name : "\($0.name) (optional)" }
        return "; it takes " + names.joined(separator: ", ")
    }

    private static func words(_ type: EndpointParameter.ValueType) -> String {
        switch type {
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .choice(let words): words.joined(separator: " or ")
        case .eventID: "an event ID"
        case .string, .serverName, .userID, .roomID, .roomAlias, .object: "a \(type)"
        }
    }
}
