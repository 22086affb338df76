public import FederationClient
public import MatrixJSON

extension RefusalReport {
    /// What the tests of the usual causes came to, for machines; the cause and its fix where one was found.
    public var json: JSONValue {
        let tests = rows.map { row -> JSONValue in
            [
                "id": .string(row.cause.id), "title": .string(row.cause.title),
                "outcome": .string(row.test.outcome), "seen": .string(row.test.words),
            ]
        }
        var object: JSONObject = ["tests": .array(tests)]
        if let row = cause {
            object["cause"] = .string(row.cause.id)
            object["fix"] = .string(row.cause.fix)
        }
        return .object(object)
    }
}

extension RefusalTest {
    /// The name of the outcome.
    fileprivate var outcome: String {
        switch self {
        case .found: "found"
        case .ruledOut: "ruled_out"
        case .untested: "untested"
        }
    }
}
