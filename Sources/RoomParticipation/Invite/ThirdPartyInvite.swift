public import FederationCore
public import MatrixJSON

/// An invite to whoever owns an address, such as one of electronic mail, now that a user does.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#third-party-invites>
public struct ThirdPartyInvite: Sendable {
    /// The room.
    public var roomID: RoomID
    /// Who invited.
    public var sender: UserID
    /// Who owns the address, a user of the own server.
    public var user: UserID
    /// What the invite calls the user.
    public var displayName: String
    /// What the identity server signed: `mxid`, `token` and `signatures`.
    public var signed: JSONObject

    /// An invite.
    public init(
        to roomID: RoomID, by sender: UserID, of user: UserID, displayName: String,
        signed: JSONObject
    ) {
        self.roomID = roomID
        self.sender = sender
        self.user = user
        self.displayName = displayName
        self.signed = signed
    }

    /// What is sent to the server of the inviting user.
    var body: JSONObject {
        [
            "type": "m.room.member", "room_id": .string("\(roomID)"),
            "sender": .string("\(sender)"), "state_key": .string("\(user)"),
            "content": [
                "membership": "invite",
                "third_party_invite": [
                    "display_name": .string(displayName), "signed": .object(signed),
                ],
            ],
        ]
    }
}
