import FederationCore
import MatrixJSON

extension EndpointHandler {
    /// The server's own keys, and the notary of the keys of other servers.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-keys-through-another-server>
    static let keys = [
        EndpointHandler("server-keys") { call throws(Refusal) in
            Answer(status: 200, body: try KeyAnswers(call).ownDocument())
        },
        EndpointHandler("notary-keys") { call throws(Refusal) in
            let minimum = call.queryValue("minimum_valid_until_ts").flatMap(Int64.init)
            return try await KeyAnswers(call).notarized([
                NotaryQuestion(server: call.argument("serverName") ?? "", validUntil: minimum)
            ])
        },
        EndpointHandler("notary-keys-query") { call throws(Refusal) in
            try await KeyAnswers(call).notarized(NotaryQuestion.all(in: call))
        },
    ]
}
