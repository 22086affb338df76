public import Findings

/// Something that a transaction and its ephemeral data are held to: a row of a table.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
public struct TransactionRule: Sendable, Hashable {
    /// The name, of words with dots, stable for ever.
    public let id: String
    /// What is expected, in a line.
    public let title: String
    /// What a breach of it is worth.
    public let verdict: Verdict
    /// Where it is specified.
    public let spec: SpecLink

    private init(_ id: String, _ verdict: Verdict, _ title: String, _ anchor: String) {
        self.id = id
        self.title = title
        self.verdict = verdict
        spec = .serverServer(anchor)
    }
}

extension TransactionRule {
    /// Every rule.
    public static let all: [TransactionRule] = [
        origin, time, envelope, knownType, schema, senderOnOrigin, roomHere, accessControl, inRoom,
        sharedRoom, receiptKind, oneEvent, streamGap, streamRepeat, deviceKeys, crossSigningKeys,
        signature, messageIDLength, messageRepeat, recipient,
    ]

    static let origin = TransactionRule(
        "transaction.origin", .fail, "'origin' is the server that signed the request",
        "transactions")
    static let time = TransactionRule(
        "transaction.time", .fail, "'origin_server_ts' is a time in milliseconds", "transactions")
    static let envelope = TransactionRule(
        "edu.envelope", .fail, "an EDU has the string 'edu_type' and the object 'content'", "edus")
    static let knownType = TransactionRule(
        "edu.type", .warn, "the type of an EDU is one that is specified", "edus")
    static let schema = TransactionRule(
        "edu.schema", .fail, "the content has the members that the type demands", "edus")
    static let senderOnOrigin = TransactionRule(
        "edu.sender", .fail, "a user is told of by the server that they live on", "edus")
    static let roomHere = TransactionRule(
        "edu.room", .fail, "a room is one that the receiver is in", "edus")
    static let accessControl = TransactionRule(
        "edu.acl", .fail, "the access control list of the room admits the sending server",
        "server-access-control-lists-acls")
    static let inRoom = TransactionRule(
        "edu.membership", .fail, "who types or reads is in the room", "typing-notifications")
    static let sharedRoom = TransactionRule(
        "edu.interest", .warn, "only servers that share a room with a user are told of them",
        "presence")
    static let receiptKind = TransactionRule(
        "edu.receipt.kind", .fail, "receipts of the kind 'm.read' alone are told to others",
        "receipts")
    static let oneEvent = TransactionRule(
        "edu.receipt.event", .fail, "a receipt is for exactly one event", "receipts")
    static let streamGap = TransactionRule(
        "edu.devices.gap", .warn, "an update names former updates that were received",
        "device-management")
    static let streamRepeat = TransactionRule(
        "edu.devices.repeat", .warn, "a stream ID is used for one update of a user",
        "device-management")
    static let deviceKeys = TransactionRule(
        "edu.devices.keys", .fail, "the keys of a device are those of the device that is named",
        "device-management")
    static let crossSigningKeys = TransactionRule(
        "edu.cross-signing.keys", .fail,
        "a cross-signing key is the user's, has its usage, and is exactly one key",
        "end-to-end-encryption")
    static let signature = TransactionRule(
        "edu.keys.signature", .fail, "keys are signed by the device itself, or by the master key",
        "end-to-end-encryption")
    static let messageIDLength = TransactionRule(
        "edu.message.id", .fail, "a message ID has 32 characters at most",
        "send-to-device-messaging")
    static let messageRepeat = TransactionRule(
        "edu.message.repeat", .warn, "a message is sent once", "send-to-device-messaging")
    static let recipient = TransactionRule(
        "edu.message.recipient", .warn, "a message is for devices of users of the receiver",
        "send-to-device-messaging")
}
