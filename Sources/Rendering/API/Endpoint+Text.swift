public import FederationCore
import Findings

extension Endpoint {
    /// Since when, and until when, the specification has it.
    public var history: String {
        let since = added ?? "r0"
        return removed.map { "\(since), removed in \($0)" } ?? since
    }

    /// Everything that the row says, for people.
    public var text: String {
        var lines = [
            "\(name): \(summary)", "", "  \(method) \(path.text)", "",
            "  authentication  \(authentication.words)",
            "  effect          \(effect.rawValue)",
            "  server ACL      \(accessControl.rawValue)",
            "  since           \(history)",
        ]
        if isRateLimited { lines.append("  rate limit      may answer 429") }
        if let body { lines.append("  body            \(body)") }
        lines.append("  answer          \(response)")
        if !errors.isEmpty {
            lines.append("  errors          \(errors.map(\.description).joined(separator: ", "))")
        }
        lines.append("  spec            \(spec.url)")
        if !parameters.isEmpty {
            var table = Table("  PARAMETER", "IN", "TYPE", "", "MEANING")
            for parameter in parameters {
                table.addRow([
                    "  " + parameter.name, parameter.place.rawValue, parameter.type.description,
                    parameter.obligation, parameter.meaning,
                ])
            }
            lines += [""] + table.lines
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension EndpointParameter {
    /// Whether it must be given, may be repeated, and what is taken where it is not given.
    var obligation: String {
        var words = [isRequired ? "required" : "optional"]
        if isRepeated { words.append("repeatable") }
        if let defaultValue { words.append("default \(defaultValue)") }
        return words.joined(separator: ", ")
    }
}

extension EndpointAuthentication {
    /// The word with its explanation.
    var words: String {
        switch self {
        case .none: "none"
        case .signed: "signed (X-Matrix)"
        case .token: "token (in the query)"
        }
    }
}
