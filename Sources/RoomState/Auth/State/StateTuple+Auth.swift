// The state that authorisation looks at.
extension StateTuple {
    static let create = StateTuple("m.room.create")
    static let powerLevels = StateTuple("m.room.power_levels")
    static let joinRules = StateTuple("m.room.join_rules")

    static func member(_ user: String) -> StateTuple { StateTuple("m.room.member", user) }

    static func thirdPartyInvite(_ token: String) -> StateTuple {
        StateTuple("m.room.third_party_invite", token)
    }
}
