/// What became of one event of a transaction.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public struct PDUJudgement: Sendable, Hashable {
    /// Its ID, where it has one that can be known.
    public var eventID: String?
    /// The room that it names.
    public var roomID: String?
    /// Its type.
    public var type: String?
    /// What became of it: a verdict on receipt, or `refused` where it was not looked at.
    public var outcome: String
    /// Why.
    public var cause: String?
    /// Whether its content hash is right; none where nobody looked.
    public var isHashRight: Bool?
    /// The servers whose signatures verify.
    public var signed: [String]
    /// The servers whose signatures are required, and are missing or wrong.
    public var unsigned: [String]

    /// What became of an event.
    public init(
        eventID: String?, roomID: String?, type: String?, outcome: String, cause: String? = nil,
        isHashRight: Bool? = nil, signed: [String] = [], unsigned: [String] = []
    ) {
        self.eventID = eventID
        self.roomID = roomID
        self.type = type
        self.outcome = outcome
        self.cause = cause
        self.isHashRight = isHashRight
        self.signed = signed
        self.unsigned = unsigned
    }
}
