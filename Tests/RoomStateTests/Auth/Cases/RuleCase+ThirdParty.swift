import FederationCore
import RoomState

extension RuleCase {
    static let thirdParty: [RuleCase] = [
        RuleCase(
            "third-party-invite.target",
            passes: { try vouched(&$0) },
            fails: { room in
                try room.member(AuthRoom.stranger, "ban")
                return try vouched(&room)
            }),
        RuleCase(
            "third-party-invite.signed",
            passes: { try vouched(&$0) },
            fails: { try vouched(&$0, invite: #"{"display_name":"a"}"#) },
            { try vouched(&$0, invite: "null") }),
        RuleCase(
            "third-party-invite.signed-form",
            passes: { try vouched(&$0) },
            fails: { try vouched(&$0, invite: #"{"signed":{"token":"token"}}"#) },
            { try vouched(&$0, invite: #"{"signed":{"mxid":"@stranger:c.example"}}"#) },
            { try vouched(&$0, invite: #"{"signed":{"mxid":["a"],"token":"token"}}"#) },
            { try vouched(&$0, invite: #"{"signed":"token"}"#) }),
        RuleCase(
            "third-party-invite.mxid",
            passes: { try vouched(&$0) },
            fails: { try vouched(&$0, invite: signed(mxid: "@other:c.example")) }),
        RuleCase(
            "third-party-invite.token",
            passes: { try vouched(&$0) },
            fails: { try vouched(&$0, invite: signed(token: "other")) }),
        RuleCase(
            "third-party-invite.sender",
            passes: { try vouched(&$0) },
            fails: { try vouched(&$0, by: AuthRoom.moderator) }),
        RuleCase(
            "third-party-invite.signature",
            passes: { try vouched(&$0) },
            fails: { try vouched(&$0, invite: signed(seed: 2)) },
            { try vouched(&$0, keys: "{}") },
            { try vouched(&$0, keys: #"{"public_key":"AAAA","public_keys":[7]}"#) },
            {
                try vouched(
                    &$0, invite: #"{"signed":{"mxid":"@stranger:c.example","token":"token"}}"#)
            }),
    ]

    /// The moderator of an identity server vouches for a stranger.
    static func vouched(
        _ room: inout AuthRoom, invite: String? = nil, keys: String? = nil,
        by user: String = AuthRoom.user
    ) throws -> AuthDecision {
        let key = try VouchingKey(1).base64
        try room.set(
            "m.room.third_party_invite", "token", keys ?? #"{"public_key":"\#(key)"}"#,
            from: AuthRoom.user)
        return try room.judge(
            "invite", of: AuthRoom.stranger, by: user,
            more: #""third_party_invite":\#(try invite ?? signed())"#)
    }

    static func signed(
        mxid: String = AuthRoom.stranger, token: String = "token", seed: UInt8 = 1
    ) throws -> String {
        try VouchingKey(seed).invite(#"{"mxid":"\#(mxid)","token":"\#(token)"}"#)
    }
}
