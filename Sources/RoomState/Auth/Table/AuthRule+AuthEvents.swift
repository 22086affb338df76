import FederationCore
import RoomEvents

extension AuthRule {
    /// What the `auth_events` of an event are judged by; an event that is judged against a state is not
    /// judged by them, but that there has to be a create event.
    static let authEvents: [AuthRule] = [
        AuthRule(
            "auth-events.known",
            "every event that auth_events names is there: without it nothing can be said",
            .rejects, AuthSubject.afterCreate
        ) { check in
            guard let missing = check.authEvents?.firstMissing else { return nil }
            return .reject(against: missing, "the auth event \(missing) is not there")
        },
        AuthRule(
            "auth-events.duplicate", "no two auth events are the same state", .rejects,
            AuthSubject.afterCreate
        ) { check in
            guard let (event, tuple) = check.authEvents?.firstDuplicate else { return nil }
            return .reject(
                against: event.eventID, "auth_events has \(tuple.words) twice, expected once")
        },
        AuthRule(
            "auth-events.unexpected",
            "every auth event is one that the selection of auth events names", .rejects,
            AuthSubject.afterCreate
        ) { check in
            guard let authEvents = check.authEvents else { return nil }
            let expected = authEventTuples(for: check.event)
            for event in authEvents.events {
                let tuple = event.stateKey.map { StateTuple(event.type, $0) }
                if let tuple, expected.contains(tuple) { continue }
                let words =
                    tuple?.words ?? "an event of type \(event.type.excerpt) that is no state"
                return .reject(
                    against: event.eventID,
                    "auth_events has \(words), expected only "
                        + expected.map(\.words).joined(separator: ", "))
            }
            return nil
        },
        AuthRule(
            "auth-events.rejected", "no auth event was rejected itself", .rejects,
            AuthSubject.afterCreate
        ) { check in
            guard let rejected = check.authEvents?.firstRejected else { return nil }
            return .reject(against: rejected, "the auth event \(rejected) was rejected itself")
        },
        AuthRule(
            "auth-events.create", "there is a create event", .rejects, AuthSubject.afterCreate,
            in: { !$0.createEventNamesRoom }
        ) { check in
            guard check.state.create == nil else { return nil }
            return .reject(
                against: nil,
                check.authEvents == nil
                    ? "there is no m.room.create in the state"
                    : "there is no m.room.create among the auth events")
        },
        AuthRule(
            "auth-events.room", "every auth event is of the room of the event", .rejects,
            AuthSubject.afterCreate
        ) { check in
            let room = check.event.roomID
            guard let other = check.authEvents?.events.first(where: { $0.roomID != room }) else {
                return nil
            }
            return .reject(
                against: other.eventID,
                "the auth event \(other.eventID) is of the room \(other.roomID.description.excerpt), "
                    + "expected \(room.description.excerpt)")
        },
    ]

    /// Rooms that are not federated.
    static let federation: [AuthRule] = [
        AuthRule(
            "federation.domain",
            "where m.federate is false, the sender is of the server that made the room", .rejects,
            AuthSubject.afterCreate
        ) { check in
            guard let create = check.state.create, !create.isFederated else { return nil }
            let expected = create.event.sender.serverName
            guard check.event.sender.serverName != expected else { return nil }
            return .reject(
                against: create.event.eventID,
                "m.federate is false and the sender is of '\(check.event.sender.serverName)', "
                    + "expected '\(expected)'")
        }
    ]

    /// The special case of `m.room.aliases` in room versions 1 to 5.
    static let aliases: [AuthRule] = [
        AuthRule(
            "aliases.state-key", "m.room.aliases has a state key", .rejects, [.aliases],
            in: { $0.aliasesAuthorizedBySpecialCase }
        ) { check in
            check.event.isState ? nil : .reject(against: nil, "there is no state_key")
        },
        AuthRule(
            "aliases.domain", "the state key of m.room.aliases is the domain of the sender",
            .decides, [.aliases], in: { $0.aliasesAuthorizedBySpecialCase }
        ) { check in
            let domain = check.event.sender.serverName.description
            let stateKey = check.event.stateKey ?? ""
            if stateKey.isExactly(domain) { return .allow }
            return .reject(
                against: nil, "state_key is \(stateKey.excerpt), expected '\(domain)'")
        },
    ]
}
