import MatrixJSON

/// The question for the keys of one server.
struct NotaryQuestion: Sendable {
    /// The server, as it was named.
    let server: String
    /// Until when the keys should be valid; none is now.
    let validUntil: Int64?

    /// The most servers that one request may ask for.
    static let limit = 100

    /// The questions in a body; of several keys of a server, the longest validity counts.
    static func all(in call: EndpointCall) throws(Refusal) -> [NotaryQuestion] {
        let servers = call.body?.root["server_keys"]?.members ?? []
        guard servers.count <= limit else {
            throw Refusal(
                400, "M_BAD_JSON",
                "'server_keys' has \(servers.count) servers, and \(limit) are allowed")
        }
        var questions: [NotaryQuestion] = []
        for (name, keys) in servers {
            let criteria = keys.members.map(\.value)
            guard keys.kind == .object, criteria.allSatisfy(isCriterion) else {
                throw Refusal(400, "M_BAD_JSON", "'server_keys' is no map of servers to key IDs")
            }
            questions.append(
                NotaryQuestion(
                    server: name,
                    validUntil: criteria.compactMap { $0["minimum_valid_until_ts"]?.integer }.max())
            )
        }
        return questions
    }

    private static func isCriterion(_ value: JSONElement) -> Bool {
        guard value.kind == .object else { return false }
        return value["minimum_valid_until_ts"].map { $0.integer != nil } ?? true
    }
}
