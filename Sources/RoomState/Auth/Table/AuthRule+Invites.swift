import FederationCore
import MatrixJSON
import RoomEvents

extension AuthRule {
    /// Inviting a user by its ID.
    static let invite: [AuthRule] = [
        AuthRule(
            "invite.sender-joined", "who invites is joined", .rejects, [.invite]
        ) { check in check.rejectUnlessJoined() },
        AuthRule(
            "invite.target", "who is invited is neither joined nor banned", .rejects, [.invite]
        ) { check in
            let membership = check.targetMembership
            guard membership.isJoined || membership.isBanned else { return nil }
            return .reject(
                against: membership.eventID,
                "the membership of the target \(check.target.excerpt) is '\(membership.word)', "
                    + "expected neither 'join' nor 'ban'")
        },
        AuthRule(
            "invite.level", "who invites has the level to invite", .decides, [.invite]
        ) { check in check.rejectUnlessSenderHas(.invite) ?? .allow },
    ]

    /// Inviting whoever a third party vouches for.
    static let thirdPartyInvite: [AuthRule] = [
        AuthRule(
            "third-party-invite.target", "who is invited is not banned", .rejects,
            [.thirdPartyInvite]
        ) { check in
            let membership = check.targetMembership
            guard membership.isBanned else { return nil }
            return .reject(
                against: membership.eventID, "the target \(check.target.excerpt) is banned")
        },
        AuthRule(
            "third-party-invite.signed", "the invite has a signed object", .rejects,
            [.thirdPartyInvite]
        ) { check in
            check.signedInvite == nil
                ? .reject(against: nil, "content.third_party_invite.signed is missing") : nil
        },
        AuthRule(
            "third-party-invite.signed-form", "what is signed names a user and a token", .rejects,
            [.thirdPartyInvite]
        ) { check in
            for name in ["mxid", "token"] where check.signedInvite?[name]?.string == nil {
                let found = check.signedInvite?[name]?.excerpt ?? "missing"
                return .reject(
                    against: nil,
                    "content.third_party_invite.signed.\(name) is \(found), expected a string")
            }
            return nil
        },
        AuthRule(
            "third-party-invite.mxid", "the user that is named is the one that is invited",
            .rejects, [.thirdPartyInvite]
        ) { check in
            let user = check.signedInvite?["mxid"]?.string ?? ""
            guard !user.isExactly(check.target) else { return nil }
            return .reject(
                against: nil,
                "content.third_party_invite.signed.mxid is \(user.excerpt), expected the "
                    + "state_key, \(check.target.excerpt)")
        },
        AuthRule(
            "third-party-invite.token", "the room has an m.room.third_party_invite with that token",
            .rejects, [.thirdPartyInvite]
        ) { check in
            guard check.tokenEvent == nil else { return nil }
            let token = check.signedInvite?["token"]?.string ?? ""
            return .reject(
                against: nil,
                "there is no m.room.third_party_invite with the state key \(token.excerpt)")
        },
        AuthRule(
            "third-party-invite.sender", "who invites is who sent the token", .rejects,
            [.thirdPartyInvite]
        ) { check in
            guard let token = check.tokenEvent, token.sender != check.event.sender else {
                return nil
            }
            return .reject(
                against: token.eventID,
                "the sender is \(check.sender.excerpt), expected that of the "
                    + "m.room.third_party_invite, \(token.sender.description.excerpt)")
        },
        AuthRule(
            "third-party-invite.signature",
            "a key of the m.room.third_party_invite has signed what is signed", .decides,
            [.thirdPartyInvite]
        ) { check in
            guard let signed = check.signedInvite, let token = check.tokenEvent else { return nil }
            switch ThirdPartySignature(of: signed, keysOf: token.content).verdict {
            case .valid: return .allow
            case .invalid(let reason): return .reject(against: token.eventID, reason)
            }
        },
    ]

    /// Sending the token of a third party.
    static let thirdPartyToken = AuthRule(
        "third-party-token.level", "who sends an m.room.third_party_invite has the level to invite",
        .decides, [.thirdPartyToken]
    ) { check in check.rejectUnlessSenderHas(.invite) ?? .allow }
}

extension AuthCase {
    /// What a third party has signed.
    fileprivate var signedInvite: JSONElement? { content["third_party_invite"]?["signed"] }

    /// The event of the token that was signed.
    fileprivate var tokenEvent: Event? {
        signedInvite?["token"]?.string.flatMap { state[.thirdPartyInvite($0)] }
    }
}
