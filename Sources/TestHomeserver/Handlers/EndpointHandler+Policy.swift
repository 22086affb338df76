extension EndpointHandler {
    /// The policy server, which this is not yet.
    static let policy = [
        EndpointHandler("policy-sign") { call throws(Refusal) in
            throw Refusal(404, "M_UNRECOGNIZED", "\(call.server.name) is no policy server")
        }
    ]
}
