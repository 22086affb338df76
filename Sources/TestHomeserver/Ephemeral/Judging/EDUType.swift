/// The types of EDUs that are specified.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#edus>
struct EDUType: Sendable {
    /// The value of `edu_type`.
    let name: String
    /// Judges one, and takes in what is right of it.
    let judge: @Sendable (inout EDUCase) -> Void

    /// Every type.
    static let all: [EDUType] = [
        EDUType(name: "m.typing") { $0.judgeTyping() },
        EDUType(name: "m.presence") { $0.judgePresence() },
        EDUType(name: "m.receipt") { $0.judgeReceipt() },
        EDUType(name: "m.device_list_update") { $0.judgeDevice() },
        EDUType(name: "m.signing_key_update") { $0.judgeSigningKeys() },
        EDUType(name: "m.direct_to_device") { $0.judgeMessage() },
    ]
}
