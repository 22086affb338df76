import MatrixJSON

extension AccessListDescription {
    /// The content of the event.
    var content: JSONObject {
        [
            "allow": .array(allow.map { .string($0) }), "deny": .array(deny.map { .string($0) }),
            "allow_ip_literals": .boolean(allowsAddresses),
        ]
    }
}
