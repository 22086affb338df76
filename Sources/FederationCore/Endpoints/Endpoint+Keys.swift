extension Endpoint {
    /// Signing keys, published and asked of a notary.
    static let keys: [Endpoint] = [
        Endpoint(
            "server-keys", "the server's own signing keys", "GET", "/_matrix/key/v2/server",
            authentication: .none,
            response:
                #"{"server_name", "verify_keys", "old_verify_keys", "signatures", "valid_until_ts"}"#
        ),
        Endpoint(
            "notary-keys", "the signing keys of another server, by a notary", "GET",
            "/_matrix/key/v2/query/{serverName}",
            parameters: [
                .path("serverName", .serverName, "the server whose keys are asked for"),
                .query(
                    "minimum_valid_until_ts", .integer,
                    "until when the keys should be valid, in milliseconds", default: "now"),
            ],
            authentication: .none, response: #"{"server_keys": [key document, ...]}"#),
        Endpoint(
            "notary-keys-query", "the signing keys of several servers, by a notary", "POST",
            "/_matrix/key/v2/query",
            parameters: [
                .body(
                    "server_keys", .object,
                    #"{"server": {"key ID": {"minimum_valid_until_ts"}}}; {} in place of keys is all"#,
                    required: true)
            ],
            authentication: .none, response: #"{"server_keys": [key document, ...]}"#),
    ]
}
