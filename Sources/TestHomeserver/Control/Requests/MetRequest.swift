import FederationCore
import MatrixJSON

/// A request that came in, as those who control the homeserver are told of it.
struct MetRequest: Sendable {
    /// The request.
    let request: ArrivedRequest
    /// The virtual server that it is for.
    let server: ServerName
    /// The row of the endpoint table; none where the path is unknown.
    let endpoint: String?
    /// Who says to have sent it.
    let origin: ServerName?

    /// About how many bytes it takes.
    var cost: Int { 1_024 + request.target.utf8.count + request.body.count }

    /// The request for machines, with its number; of signatures there is only the beginning.
    func json(_ number: Int, isHeld: Bool) -> JSONObject {
        var object: JSONObject = [
            "number": .integer(Int64(number)), "held": .boolean(isHeld),
            "server": .string(server.description), "method": .string(request.method),
            "target": .string(RoutedAnswer.withoutTokens(request.target)),
            "peer": .string(request.connection.peer),
            "headers": .array(
                request.headers.map {
                    ["name": .string($0.name), "value": .string(Self.shortened($0))]
                }),
        ]
        if let endpoint { object["endpoint"] = .string(endpoint) }
        if let origin { object["origin"] = .string(origin.description) }
        object.describe(body: request.body)
        return object
    }

    /// The value of a header; signatures and tokens are cut short.
    private static func shortened(_ header: HTTPHeader) -> String {
        guard header.name.lowercased() == "authorization" else { return header.value }
        guard let parsed = try? XMatrixHeader(parsing: header.value) else {
            return "\(header.value.prefix { $0 != " " }) …"
        }
        let claim = XMatrixClaim(parsed)
        let destination = claim.destination.map { ",destination=\"\($0)\"" } ?? ""
        return "X-Matrix origin=\"\(claim.origin)\"\(destination),key=\"\(claim.keyID)\","
            + "sig=\"\(claim.signaturePrefix)…\""
    }
}

extension JSONObject {
    /// Adds what a body holds: JSON where it is some, else a text, else base64; nothing where it is empty.
    mutating func describe(body: [UInt8]) {
        guard !body.isEmpty else { return }
        if let json = try? JSONValue(parsing: body, numbers: .preserving) {
            self["json"] = json
        } else if let text = String(validating: body, as: UTF8.self) {
            self["text"] = .string(text)
        } else {
            self["base64"] = .string(UnpaddedBase64.encode(body))
        }
    }
}
