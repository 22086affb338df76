import FederationClient
import MatrixJSON

extension EndpointHandler {
    /// What servers push.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
    static let transactions = [
        EndpointHandler("send") { call throws(Refusal) in
            let events = try list(
                "pdus", in: call, limit: Transaction.maximumPDUs, isRequired: true)
            let edus = try list(
                "edus", in: call, limit: Transaction.maximumEDUs, isRequired: false)
            let origin = try call.signedOrigin
            let id = call.argument("txnId") ?? ""
            let log = call.state.transactions
            if let known = log.answer(to: id, of: origin) { return known }
            var judgement = call.judgement(of: edus)
            let pdus = try await TransactionEvents(call).receive(events)
            judgement?.pdus = pdus
            if let judgement { call.state.ephemera.note(judgement) }
            var answer = Answer.json(["pdus": .object(TransactionEvents.results(of: pdus))])
            log.keep(answer, to: id, of: origin)
            answer.transaction = judgement
            return answer
        }
    ]

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
