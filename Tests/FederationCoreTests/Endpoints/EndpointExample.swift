import FederationCore
import Testing

/// A request of one row of the endpoint table, and what it must come to.
struct EndpointExample: Sendable, CustomTestStringConvertible {
    let name: String
    let parameters: [RequestParameter]
    let body: RequestBody?
    /// Method and target, byte for byte.
    let line: String
    /// The body that is sent.
    let sent: String?

    init(
        _ name: String, _ parameters: KeyValuePairs<String, String>,
        body: RequestBody? = nil, _ line: String, sent: String? = nil
    ) {
        self.name = name
        self.parameters = parameters.map { RequestParameter($0.key, $0.value) }
        self.body = body
        self.line = line
        self.sent = sent
    }

    var testDescription: String { name }

    var method: String { String(line.prefix { $0 != " " }) }

    var target: String { String(line.drop { $0 != " " }.dropFirst()) }
}
