import MatrixJSON

extension EndpointHandler {
    /// Tokens, devices and encryption keys of users, of whom there are none yet.
    static let users = [
        EndpointHandler("openid-userinfo") { _ throws(Refusal) in
            throw Refusal(401, "M_UNKNOWN_TOKEN", "the token is not known, or has expired")
        },
        missing("user", at: "user-devices"),
        EndpointHandler("keys-claim") { _ throws(Refusal) in .json(["one_time_keys": [:]]) },
        EndpointHandler("keys-query") { _ throws(Refusal) in
            .json(["device_keys": [:], "master_keys": [:], "self_signing_keys": [:]])
        },
    ]
}
