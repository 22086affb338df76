import MatrixJSON

extension EndpointHandler {
    /// What servers push: every event is for a room that is not here.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
    static let transactions = [
        EndpointHandler("send") { call throws(Refusal) in
            let events = try list("pdus", in: call, limit: 50, isRequired: true)
            let edus = try list("edus", in: call, limit: 100, isRequired: false)
            call.judge(edus)
            // The name of an event without one is a hash by the rules of its room, which is unknown.
            let verdicts = events.compactMap { event in
                event["event_id"]?.string.map { ($0, noRoom) }
            }
            return .json(["pdus": .object(JSONObject(verdicts))])
        }
    ]

    private static let noRoom: JSONValue = ["error": "there is no such room here"]

    private static func list(
        _ name: String, in call: EndpointCall, limit: Int, isRequired: Bool
    ) throws(Refusal) -> [JSONElement] {
        guard let element = call.body?.root[name] else {
            guard isRequired else { return [] }
            throw Refusal(400, "M_MISSING_PARAM", "there is no '\(name)' in the body")
        }
        let elements = element.elements
        guard element.kind == .array, elements.allSatisfy({ $0.kind == .object }) else {
            throw Refusal(400, "M_BAD_JSON", "'\(name)' is no array of JSON objects")
        }
        guard elements.count <= limit else {
            throw Refusal(
                400, "M_BAD_JSON",
                "'\(name)' has \(elements.count) members, and \(limit) are allowed")
        }
        return elements
    }
}
