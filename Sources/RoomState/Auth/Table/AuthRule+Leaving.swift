import RoomEvents

extension AuthRule {
    /// Leaving, declining an invite, removing, unbanning.
    static let leave: [AuthRule] = [
        AuthRule(
            "leave.self", "users leave where they are invited or joined, or have knocked",
            .decides, [.leave]
        ) { check in
            guard check.isAboutSender else { return nil }
            let membership = check.senderMembership
            let word = membership.word
            if ["invite", "join"].contains(word) || check.rules.knocking && word == "knock" {
                return .allow
            }
            return .reject(
                against: membership.eventID,
                "the membership of the sender is \(word.excerpt), expected "
                    + (check.rules.knocking
                        ? "'invite', 'join' or 'knock'" : "'invite' or 'join'"))
        },
        AuthRule(
            "leave.sender-joined", "who removes a user is joined", .rejects, [.leave]
        ) { check in check.rejectUnlessJoined() },
        AuthRule(
            "leave.unban", "who lifts a ban has the level to ban", .rejects, [.leave]
        ) { check in
            check.targetMembership.isBanned ? check.rejectUnlessSenderHas(.ban) : nil
        },
        AuthRule(
            "leave.kick", "who removes a user has the level to kick, and more power than the user",
            .decides, [.leave]
        ) { check in
            check.rejectUnlessSenderHas(.kick) ?? check.rejectUnlessTargetIsWeaker() ?? .allow
        },
    ]

    /// Banning.
    static let ban: [AuthRule] = [
        AuthRule(
            "ban.sender-joined", "who bans is joined", .rejects, [.ban]
        ) { check in check.rejectUnlessJoined() },
        AuthRule(
            "ban.level", "who bans has the level to ban, and more power than the user",
            .decides, [.ban]
        ) { check in
            check.rejectUnlessSenderHas(.ban) ?? check.rejectUnlessTargetIsWeaker() ?? .allow
        },
    ]
}

extension AuthCase {
    /// Rejects where the target has as much power as the sender.
    fileprivate func rejectUnlessTargetIsWeaker() -> AuthOutcome? {
        let level = level(of: target)
        guard level >= senderLevel else { return nil }
        return .reject(
            against: powerLevels?.eventID,
            "the power level of the target \(target.excerpt) is \(level), "
                + "expected less than that of the sender, \(senderLevel)")
    }
}
