import FederationCore
import MatrixJSON
import RoomEvents

extension AuthRule {
    /// What an `m.room.power_levels` event is judged by.
    static let powerLevels: [AuthRule] =
        powerLevelForm + powerLevelNames + powerLevelEvents + powerLevelNotifications
        + powerLevelUsers

    /// The form of the content.
    private static let powerLevelForm: [AuthRule] = [
        AuthRule(
            "power-levels.range", "no level is a number beyond any double", .rejects,
            [.powerLevels], in: { $0.numbers == .preserving }
        ) { check in check.newLevels.rangeFault.map { .reject(against: nil, $0.reason) } },
        AuthRule(
            "power-levels.levels-form", "the levels with a name of their own are integers",
            .rejects, [.powerLevels], in: { $0.integerPowerLevels }
        ) { check in check.newLevels.namedFault.map { .reject(against: nil, $0.reason) } },
        AuthRule(
            "power-levels.entries-form", "events and notifications are objects of integers",
            .rejects, [.powerLevels], in: { $0.integerPowerLevels }
        ) { check in check.newLevels.entriesFault.map { .reject(against: nil, $0.reason) } },
        AuthRule(
            "power-levels.users-form", "users is an object of levels by user ID", .rejects,
            [.powerLevels]
        ) { check in check.newLevels.users.fault.map { .reject(against: nil, $0.reason) } },
        AuthRule(
            "power-levels.creators", "no creator of the room is among the users", .rejects,
            [.powerLevels], in: { $0.creatorsArePrivileged }
        ) { check in
            guard let create = check.state.create else { return nil }
            let users = check.newLevels.users.levels
            guard let user = create.privilegedCreators.first(where: { users[$0] != nil }) else {
                return nil
            }
            return .reject(
                against: create.event.eventID,
                "content.users has \(user.string.excerpt), who is a creator of the room, expected "
                    + "no creators")
        },
        AuthRule(
            "power-levels.first", "there are no power levels yet", .allows, [.powerLevels]
        ) { check in check.powerLevels == nil ? .allow : nil },
        AuthRule(
            "power-levels.comparable",
            "every level can be read, since one that cannot is no more and no less than another",
            .rejects, [.powerLevels], in: { !$0.integerPowerLevels }
        ) { check in
            let levels = check.newLevels
            let fault =
                levels.namedFault ?? levels.events.entryFault
                ?? (check.rules.limitsNotificationLevels ? levels.notifications.entryFault : nil)
            return fault.map { .reject(against: nil, $0.reason) }
        },
    ]

    /// The levels with a name of their own.
    private static let powerLevelNames: [AuthRule] = [
        AuthRule(
            "power-levels.levels.current",
            "no level with a name of its own that is changed was higher than that of the sender",
            .rejects, [.powerLevels]
        ) { check in check.rejectCurrent(check.namedChanges, atMost: true) },
        AuthRule(
            "power-levels.levels.new",
            "no level with a name of its own becomes higher than that of the sender", .rejects,
            [.powerLevels]
        ) { check in check.rejectNew(check.namedChanges) },
    ]

    private static let powerLevelEvents: [AuthRule] = [
        AuthRule(
            "power-levels.events.current",
            "no level of a type of event that is changed was higher than that of the sender",
            .rejects, [.powerLevels]
        ) { check in check.rejectCurrent(check.changes(in: "events", \.events), atMost: true) },
        AuthRule(
            "power-levels.events.new",
            "no level of a type of event becomes higher than that of the sender", .rejects,
            [.powerLevels]
        ) { check in check.rejectNew(check.changes(in: "events", \.events)) },
    ]

    private static let powerLevelNotifications: [AuthRule] = [
        AuthRule(
            "power-levels.notifications.current",
            "no level of a notification that is changed was higher than that of the sender",
            .rejects, [.powerLevels], in: { $0.limitsNotificationLevels }
        ) { check in
            check.rejectCurrent(
                check.changes(in: "notifications", \.notifications), atMost: true)
        },
        AuthRule(
            "power-levels.notifications.new",
            "no level of a notification becomes higher than that of the sender", .rejects,
            [.powerLevels], in: { $0.limitsNotificationLevels }
        ) { check in check.rejectNew(check.changes(in: "notifications", \.notifications)) },
    ]

    private static let powerLevelUsers: [AuthRule] = [
        AuthRule(
            "power-levels.users.current",
            "no user but the sender whose level is changed had as much as the sender", .rejects,
            [.powerLevels]
        ) { check in
            let changes = check.changes(in: "users", \.users)
            return check.rejectCurrent(
                changes.filter { !$0.name.isExactly(check.sender) }, atMost: false)
        },
        AuthRule(
            "power-levels.users.new", "no user gets more than the sender has", .rejects,
            [.powerLevels]
        ) { check in check.rejectNew(check.changes(in: "users", \.users)) },
        AuthRule(
            "power-levels.allowed", "nothing is wrong with the power levels", .allows,
            [.powerLevels]
        ) { _ in .allow },
    ]
}
