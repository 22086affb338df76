import FederationCore
import MatrixJSON
import RoomEvents

extension AuthRule {
    /// What every `m.room.member` event is judged by first, and what is left over.
    static let membership: [AuthRule] = [
        AuthRule(
            "member.form", "a membership event has a state key and a membership", .rejects,
            AuthSubject.members
        ) { check in
            guard check.event.isState else {
                return .reject(against: nil, "there is no state_key")
            }
            guard check.content["membership"] != nil else {
                return .reject(against: nil, "content.membership is missing")
            }
            return nil
        },
        AuthRule(
            "member.authorising-signature",
            "the server of the user in join_authorised_via_users_server has signed the event",
            .rejects, AuthSubject.members, in: { $0.restrictedJoins }
        ) { check in
            guard let user = check.content["join_authorised_via_users_server"] else { return nil }
            let path = "content.join_authorised_via_users_server"
            guard let text = user.string, let userID = try? UserID(parsing: text) else {
                return .reject(against: nil, "\(path) is \(user.excerpt), expected a user ID")
            }
            guard !check.isSigned(by: userID.serverName) else { return nil }
            return .reject(
                against: nil,
                "there is no valid signature of '\(userID.serverName)', which \(path) names")
        },
        AuthRule(
            "member.membership", "the membership is one that the room version knows", .rejects,
            [.otherMembership]
        ) { check in
            .reject(
                against: nil,
                "content.membership is \(check.content["membership"]?.excerpt ?? "missing"), "
                    + "expected \(check.rules.memberships)")
        },
    ]

    /// Joining.
    static let join: [AuthRule] = [
        AuthRule(
            "join.first", "the creator joins right after the create event", .allows, [.join]
        ) { check in
            let event = check.event
            guard let create = check.state.create, event.prevEventIDs == [create.event.eventID],
                create.isCreator(check.target)
            else { return nil }
            return .allow
        },
        AuthRule("join.sender", "users join for themselves", .rejects, [.join]) { check in
            check.isAboutSender ? nil : check.rejectOtherSender()
        },
        AuthRule("join.banned", "the sender is not banned", .rejects, [.join]) { check in
            let membership = check.senderMembership
            guard membership.isBanned else { return nil }
            return .reject(
                against: membership.eventID, "the sender \(check.sender.excerpt) is banned")
        },
        AuthRule(
            "join.invited",
            "where the join rule asks for an invite, the sender is invited or joined already",
            .decides, [.join]
        ) { check in
            guard check.asksForInvite else { return nil }
            if check.isInvitedOrJoined { return .allow }
            return .reject(
                against: check.senderMembership.eventID ?? check.joinRules?.eventID,
                "the join rule is \(check.joinRule.excerpt) and the membership of the sender is "
                    + "\(check.senderMembership.word.excerpt), expected 'invite' or 'join'")
        },
        AuthRule(
            "join.restricted.invited",
            "where the join rule is restricted, the sender is invited or joined already",
            .allows, [.join], in: { $0.restrictedJoins }
        ) { check in
            check.isRestricted && check.isInvitedOrJoined ? .allow : nil
        },
        AuthRule(
            "join.restricted.authorised",
            "where the join rule is restricted, a joined user who may invite has authorised the join",
            .decides, [.join], in: { $0.restrictedJoins }
        ) { check in
            guard check.isRestricted else { return nil }
            guard let user = check.content["join_authorised_via_users_server"]?.string else {
                return .reject(
                    against: check.joinRules?.eventID,
                    "the join rule is \(check.joinRule.excerpt), the sender is not invited, and "
                        + "content.join_authorised_via_users_server is missing")
            }
            let membership = check.membership(of: user)
            guard membership.isJoined else {
                return .reject(
                    against: membership.eventID,
                    "the membership of the authorising user \(user.excerpt) is "
                        + "\(membership.word.excerpt), expected 'join'")
            }
            let level = check.level(of: user)
            let required = check.level(.invite)
            if level >= required { return .allow }
            return .reject(
                against: check.powerLevels?.eventID,
                "the power level of the authorising user \(user.excerpt) is \(level), "
                    + "expected at least \(required) (invite)")
        },
        AuthRule(
            "join.public", "anybody may join a public room", .decides, [.join]
        ) { check in
            if check.joinRule == "public" { return .allow }
            return .reject(
                against: check.joinRules?.eventID,
                "the join rule is \(check.joinRule.excerpt), by which nobody can join")
        },
    ]

    /// Knocking.
    static let knock: [AuthRule] = [
        AuthRule(
            "knock.join-rule", "the join rule lets users knock", .rejects, [.knock],
            in: { $0.knocking }
        ) { check in
            guard !check.letsKnock else { return nil }
            return .reject(
                against: check.joinRules?.eventID,
                "the join rule is \(check.joinRule.excerpt), expected "
                    + (check.rules.knockRestricted ? "'knock' or 'knock_restricted'" : "'knock'"))
        },
        AuthRule(
            "knock.sender", "users knock for themselves", .rejects, [.knock],
            in: { $0.knocking }
        ) { check in
            check.isAboutSender ? nil : check.rejectOtherSender()
        },
        AuthRule(
            "knock.membership", "the sender is not banned, invited or joined", .decides, [.knock],
            in: { $0.knocking }
        ) { check in
            let membership = check.senderMembership
            guard ["ban", "invite", "join"].contains(membership.word) else { return .allow }
            return .reject(
                against: membership.eventID,
                "the membership of the sender is '\(membership.word)', expected none of 'ban', "
                    + "'invite' and 'join'")
        },
    ]
}
