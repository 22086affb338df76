import FederationCore
import MatrixJSON
import RoomEvents

/// What an `m.room.power_levels` event says, read once.
struct PowerLevels: Sendable {
    /// The event that says it.
    let eventID: EventID
    let users: PowerLevelTable
    let events: PowerLevelTable
    let notifications: PowerLevelTable
    private(set) var named: [PowerLevelName: PowerLevel] = [:]
    /// The first named level that is none.
    private(set) var namedFault: PowerLevelFault?
    /// The first value of all that is a number beyond any double.
    private(set) var rangeFault: PowerLevelFault?

    init(_ event: Event) {
        eventID = event.eventID
        let content = event.content
        let form = PowerLevelForm(event.version.rules)
        users = PowerLevelTable("users", of: content, as: form) { key in
            (try? UserID(parsing: key)) == nil ? "a user ID" : nil
        }
        events = PowerLevelTable("events", of: content, as: form)
        notifications = PowerLevelTable("notifications", of: content, as: form)
        for name in PowerLevelName.allCases {
            guard let value = content[name.rawValue] else { continue }
            let reading = form.reading(value)
            named[name] = reading.level
            guard reading.level == nil else { continue }
            let fault = PowerLevelFault(
                path: "content.\(name.rawValue)", found: value.excerpt, expected: form.words)
            namedFault = namedFault ?? fault
            if reading == .outOfRange { rangeFault = rangeFault ?? fault }
        }
        rangeFault =
            rangeFault ?? users.rangeFault ?? events.rangeFault ?? notifications.rangeFault
    }

    /// The level of that name, or its default.
    subscript(name: PowerLevelName) -> PowerLevel { named[name] ?? name.defaultLevel }

    /// The level of a user that is no privileged creator.
    func level(ofUser user: String) -> PowerLevel { users[user] ?? self[.usersDefault] }

    /// The level that an event of that type takes.
    func required(for type: String, isState: Bool) -> PowerLevel {
        events[type] ?? self[isState ? .stateDefault : .eventsDefault]
    }
}
