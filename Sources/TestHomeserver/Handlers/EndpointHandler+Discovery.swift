import FederationCore
import MatrixJSON

extension EndpointHandler {
    /// Where the server is delegated to, and what it runs.
    static let discovery = [
        EndpointHandler("well-known") { call throws(Refusal) in
            guard let wellKnown = call.server.wellKnown else {
                throw Refusal(404, "M_NOT_FOUND", "\(call.server.name) is not delegated")
            }
            let caching = wellKnown.cacheControl.map { [HTTPHeader("Cache-Control", $0)] } ?? []
            return .json(["m.server": .string(wellKnown.server)], headers: caching)
        },
        EndpointHandler("version") { call throws(Refusal) in
            .json([
                "server": [
                    "name": .string(call.software.name), "version": .string(call.software.version),
                ]
            ])
        },
    ]
}
