extension Endpoint {
    /// Users: who a token belongs to, devices, end-to-end encryption.
    static let users: [Endpoint] = [
        Endpoint(
            "openid-userinfo", "the user whom an OpenID token belongs to", "GET",
            "/_matrix/federation/v1/openid/userinfo",
            parameters: [.query("access_token", .string, "the token", required: true)],
            authentication: .token, response: #"{"sub": user ID}"#,
            errors: [EndpointError(401, "M_UNKNOWN_TOKEN")]),
        Endpoint(
            "user-devices", "the devices of a user", "GET",
            "/_matrix/federation/v1/user/devices/{userId}", parameters: [.userID],
            response:
                #"{"user_id", "stream_id", "devices": [...], "master_key", "self_signing_key"}"#),
        Endpoint(
            "keys-claim", "one-time keys of devices; each is handed out once", "POST",
            "/_matrix/federation/v1/user/keys/claim",
            parameters: [
                .body(
                    "one_time_keys", .object, #"{"user ID": {"device ID": "algorithm"}}"#,
                    required: true)
            ],
            effect: .consumes,
            response: #"{"one_time_keys": {"user ID": {"device ID": {"key ID": key}}}}"#),
        Endpoint(
            "keys-query", "device and cross-signing keys", "POST",
            "/_matrix/federation/v1/user/keys/query",
            parameters: [
                .body(
                    "device_keys", .object,
                    #"{"user ID": [device ID, ...]}; [] in place of devices is all"#,
                    required: true)
            ],
            response: #"{"device_keys", "master_keys", "self_signing_keys"}"#),
    ]
}
