public import FederationCore
public import MatrixJSON

/// The endpoint table, as a table.
public struct EndpointTable: Sendable {
    /// The rows that are shown.
    public let endpoints: [Endpoint]

    /// A table of `endpoints`.
    public init(_ endpoints: [Endpoint] = Endpoint.all) {
        self.endpoints = endpoints
    }

    /// The table for people.
    public var text: String {
        var table = Table("OPERATION", "METHOD", "PATH", "AUTH", "EFFECT", "SINCE")
        for endpoint in endpoints {
            table.addRow([
                endpoint.name, endpoint.method, endpoint.path.text,
                endpoint.authentication.rawValue, endpoint.effect.rawValue, endpoint.history,
            ])
        }
        return table.text
    }

    /// The table for machines, `fedctl.api/1`.
    public var json: JSONValue {
        ["schema": "fedctl.api/1", "endpoints": .array(endpoints.map(\.json))]
    }
}
