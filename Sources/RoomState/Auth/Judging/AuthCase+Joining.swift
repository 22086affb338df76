import RoomEvents

extension AuthCase {
    /// Whether the join rule is one that asks for an invite and nothing else.
    var asksForInvite: Bool {
        joinRule == "invite" || rules.knocking && joinRule == "knock"
    }

    /// Whether the join rule is one that lets others authorise a join.
    var isRestricted: Bool {
        rules.restrictedJoins && joinRule == "restricted"
            || rules.knockRestricted && joinRule == "knock_restricted"
    }

    /// Whether the join rule is one that lets users knock.
    var letsKnock: Bool {
        rules.knocking && joinRule == "knock"
            || rules.knockRestricted && joinRule == "knock_restricted"
    }

    /// Whether the sender may join since it is invited or in the room.
    var isInvitedOrJoined: Bool {
        senderMembership.isJoined || senderMembership.word == "invite"
    }

    /// Rejects a membership that a user can only give itself.
    func rejectOtherSender() -> AuthOutcome {
        .reject(
            against: nil,
            "state_key is \(target.excerpt), expected the sender, \(sender.excerpt)")
    }
}

extension RoomVersionRules {
    /// The memberships that there are, as they follow `expected`.
    var memberships: String {
        knocking
            ? "'join', 'invite', 'leave', 'ban' or 'knock'" : "'join', 'invite', 'leave' or 'ban'"
    }
}
