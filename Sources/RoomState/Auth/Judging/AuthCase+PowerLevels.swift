import FederationCore

extension AuthCase {
    /// What the event says, where it is one of power levels.
    var newLevels: PowerLevels { state.facts.powerLevels(of: event) }

    /// The levels with a name of their own that differ.
    var namedChanges: [PowerLevelChange] {
        guard let current = powerLevels?.named else { return [] }
        let new = newLevels.named
        return PowerLevelName.allCases.compactMap { name in
            guard current[name] != new[name] else { return nil }
            return PowerLevelChange(
                path: "content.\(name.rawValue)", name: name.rawValue, current: current[name],
                new: new[name])
        }
    }

    /// The entries of a table that differ, sorted by their names, so that the same one is always told.
    func changes(
        in path: String, _ table: (PowerLevels) -> PowerLevelTable
    ) -> [PowerLevelChange] {
        guard let powerLevels else { return [] }
        let current = table(powerLevels).levels
        let new = table(newLevels).levels
        var changes: [PowerLevelChange] = []
        func add(_ name: String, _ current: PowerLevel?, _ new: PowerLevel?) {
            changes.append(
                PowerLevelChange(
                    path: "content.\(path)[\(name.excerpt)]", name: name, current: current,
                    new: new))
        }
        for (name, level) in current where new[name] != level {
            add(name.string, level, new[name])
        }
        for (name, level) in new where current[name] == nil { add(name.string, nil, level) }
        return changes.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Rejects the first change of a level that was too high for the sender, who may change what is as
    /// high as its own level where `isEqualEnough`.
    func rejectCurrent(
        _ changes: [PowerLevelChange], atMost isEqualEnough: Bool
    ) -> AuthOutcome? {
        let level = senderLevel
        for change in changes {
            guard let current = change.current else { continue }
            guard isEqualEnough ? current > level : current >= level else { continue }
            return .reject(
                against: powerLevels?.eventID,
                "\(change.path) was \(current) and is changed, expected "
                    + (isEqualEnough ? "at most" : "less than")
                    + " the power level of the sender, \(level)")
        }
        return nil
    }

    /// Rejects the first change to a level that is too high for the sender.
    func rejectNew(_ changes: [PowerLevelChange]) -> AuthOutcome? {
        let level = senderLevel
        for change in changes {
            guard let new = change.new, new > level else { continue }
            return .reject(
                against: powerLevels?.eventID,
                "\(change.path) becomes \(new), expected at most the power level of the sender, "
                    + "\(level)")
        }
        return nil
    }
}

extension PowerLevels {
    /// The first value of `events` or `notifications` that is none.
    var entriesFault: PowerLevelFault? { events.fault ?? notifications.fault }
}
