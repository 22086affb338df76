import MatrixJSON

/// A failure for machines, `fedctl.error/1`: what a command that was to print JSON prints without a result.
struct FailureJSON {
    private let failure: CommandFailure

    /// The object of `failure`.
    init(_ failure: CommandFailure) {
        self.failure = failure
    }

    /// One object with the code, the message and, where there is one, the hint.
    var json: JSONValue {
        var error: JSONObject = [
            "code": .string(code), "message": .string(failure.message),
        ]
        if let hint = failure.hint { error["hint"] = .string(hint) }
        return ["schema": "fedctl.error/1", "error": .object(error)]
    }

    private var code: String {
        switch failure.status {
        case .success: "none"
        case .findings: "refused"
        case .unreachable, .monitoringUnknown: "unreachable"
        case .usage: "usage"
        case .badInput: "bad_input"
        case .internalError: "internal_error"
        case .interrupted: "interrupted"
        }
    }
}
