import FederationCore
import MatrixJSON

extension Endpoint {
    /// A path of this row, without a query.
    var sampleTarget: String {
        path.segments.map { segment in
            switch segment {
            case .literal(let text): "/\(text)"
            case .hole(let name):
                "/" + PercentEncoding.encode(sample(of: name))
            }
        }.joined()
    }

    /// A right request to `one.test` with every required parameter.
    var sampleRequest: FederationRequest {
        get throws {
            let query = parameters(in: .query).filter(\.isRequired).map {
                "\($0.name)=\(PercentEncoding.encode(sample(of: $0.name)))"
            }
            var body = JSONObject()
            for parameter in parameters(in: .body) where parameter.isRequired {
                body[parameter.name] = parameter.isRepeated ? [] : [:]
            }
            if name == "send" { body["pdus"] = [] }
            let mark = query.isEmpty ? "" : "?" + query.joined(separator: "&")
            return try FederationRequest(
                method: method, target: sampleTarget + mark,
                to: try ServerName(parsing: "one.test"),
                body: hasBody ? .json(.object(body)) : nil)
        }
    }

    /// A value that is right for the parameter of that name.
    private func sample(of name: String) -> String {
        switch parameters.first(where: { $0.name == name })?.type {
        case .integer: "1"
        case .boolean: "true"
        case .choice(let words): words[0]
        case .serverName: "one.test"
        case .userID: "@alice:one.test"
        case .roomID: "!room:one.test"
        case .eventID: "$event:one.test"
        case .roomAlias: "#room:one.test"
        case .string, .object, nil: "nope"
        }
    }
}
