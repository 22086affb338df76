extension Endpoint {
    /// What servers push to each other.
    static let transactions: [Endpoint] = [
        Endpoint(
            "send", "push events and ephemeral data", "PUT",
            "/_matrix/federation/v1/send/{txnId}",
            parameters: [.path("txnId", .string, "the identifier of the transaction")],
            effect: .changes, accessControl: .perEvent,
            body: #"{"origin", "origin_server_ts", "pdus": [up to 50], "edus": [up to 100]}"#,
            response: #"{"pdus": {"event ID": {} or {"error"}}}"#)
    ]
}
