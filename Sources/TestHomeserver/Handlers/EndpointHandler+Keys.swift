import FederationCore
import MatrixJSON

extension EndpointHandler {
    /// The server's own keys, and the notary of the keys of this process's servers.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-keys-through-another-server>
    static let keys = [
        EndpointHandler("server-keys") { call throws(Refusal) in
            Answer(status: 200, body: try KeyAnswers(call).document(of: call.server))
        },
        EndpointHandler("notary-keys") { call throws(Refusal) in
            try KeyAnswers(call).notarized([call.argument("serverName") ?? ""])
        },
        EndpointHandler("notary-keys-query") { call throws(Refusal) in
            let asked = call.body?.root["server_keys"]?.members ?? []
            guard asked.allSatisfy({ $0.value.kind == .object }) else {
                throw Refusal(400, "M_BAD_JSON", "'server_keys' is no map of servers to key IDs")
            }
            return try KeyAnswers(call).notarized(asked.map(\.name))
        },
    ]
}
