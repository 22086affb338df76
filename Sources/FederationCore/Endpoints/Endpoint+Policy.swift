extension Endpoint {
    /// Policy servers.
    static let policy: [Endpoint] = [
        Endpoint(
            "policy-sign", "ask a policy server to sign an event", "POST",
            "/_matrix/policy/v1/sign", isRateLimited: true, accessControl: .optional,
            body: "the event, in the format of its room version",
            response: #"{"policy server": {"ed25519:policy_server": signature}}"#,
            errors: [
                EndpointError(400, "M_BAD_JSON"), EndpointError(400, "M_NOT_JSON"),
                EndpointError(400, "M_FORBIDDEN"), EndpointError(403, "M_FORBIDDEN"),
                EndpointError(404, "M_NOT_FOUND"), EndpointError(404, "M_UNRECOGNIZED"),
                EndpointError(429),
            ],
            added: "v1.18")
    ]
}
