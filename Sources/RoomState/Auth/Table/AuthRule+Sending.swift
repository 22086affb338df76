import FederationCore
import RoomEvents

extension AuthRule {
    /// What every event is judged by that is neither create, nor aliases, nor a membership.
    static let sending: [AuthRule] = [
        AuthRule(
            "sender.joined", "the sender is joined", .rejects, AuthSubject.sent
        ) { check in check.rejectUnlessJoined() },
        thirdPartyToken,
        AuthRule(
            "event.level", "the sender has the level that events of the type take", .rejects,
            AuthSubject.sent
        ) { check in
            let required = check.requiredLevel
            guard check.senderLevel < required else { return nil }
            let type = check.event.type.excerpt
            let kind = check.event.isState ? "state of type" : "events of type"
            return .reject(
                against: check.powerLevels?.eventID,
                "the power level of the sender \(check.sender.excerpt) is \(check.senderLevel), "
                    + "expected at least \(required) for \(kind) \(type)")
        },
        AuthRule(
            "state-key.user", "a state key that begins with @ is the sender", .rejects,
            AuthSubject.sent
        ) { check in
            guard let stateKey = check.event.stateKey, stateKey.utf8.first == UInt8(ascii: "@"),
                !check.isAboutSender
            else { return nil }
            return check.rejectOtherSender()
        },
    ]

    /// Redacting, in room versions 1 and 2.
    static let redaction: [AuthRule] = [
        AuthRule(
            "redaction.level", "who has the level to redact may redact", .allows, [.redaction],
            in: { $0.authorizesRedactions }
        ) { check in check.senderLevel >= check.level(.redact) ? .allow : nil },
        AuthRule(
            "redaction.domain",
            "who has not may redact events whose ID has the domain of the redaction's own ID",
            .decides, [.redaction], in: { $0.authorizesRedactions }
        ) { check in
            let event = check.event
            let own = event.eventID.serverName
            if let own, own == event.redacts?.serverName { return .allow }
            let redacted =
                event.redacts.map { "the ID of the redacted event is \($0.description.excerpt)" }
                ?? "redacts is missing"
            return .reject(
                against: check.powerLevels?.eventID,
                "the power level of the sender is \(check.senderLevel), expected at least "
                    + "\(check.level(.redact)) (redact); and \(redacted), expected the domain "
                    + "'\(own?.description ?? "")'")
        },
    ]
}
