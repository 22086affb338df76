import FederationCore
import MatrixJSON
import RoomEvents

extension AuthRule {
    /// What an `m.room.create` event is judged by.
    static let create: [AuthRule] = [
        AuthRule(
            "create.prev-events", "a create event has no events before it", .rejects, [.create]
        ) { check in
            guard let first = check.event.prevEventIDs.first else { return nil }
            return .reject(
                against: first,
                "prev_events has \(check.event.prevEventIDs.count) entries, expected none")
        },
        AuthRule(
            "create.room-id-domain", "the room ID has the domain of the sender", .rejects,
            [.create], in: { !$0.createEventNamesRoom }
        ) { check in
            let event = check.event
            guard event.roomID.serverName != event.sender.serverName else { return nil }
            let domain = event.roomID.serverName.map { "the domain '\($0)'" } ?? "no domain"
            return .reject(
                against: nil,
                "the room ID \(event.roomID.description.excerpt) has \(domain), expected that of the "
                    + "sender, '\(event.sender.serverName)'")
        },
        AuthRule(
            "create.no-room-id", "the event has no room_id, since it names the room itself",
            .rejects, [.create], in: { $0.createEventNamesRoom }
        ) { check in
            guard let roomID = check.event.document.root["room_id"] else { return nil }
            return .reject(against: nil, "room_id is \(roomID.excerpt), expected none")
        },
        AuthRule(
            "create.room-version", "the room version is a known one, or not given", .rejects,
            [.create]
        ) { check in
            guard let version = check.content["room_version"] else { return nil }
            guard let name = version.string, (try? RoomVersion(parsing: name)) != nil else {
                return .reject(
                    against: nil,
                    "content.room_version is \(version.excerpt), expected a known room version")
            }
            return nil
        },
        AuthRule(
            "create.creator", "the content names the creator", .rejects, [.create],
            in: { !$0.createSenderIsCreator }
        ) { check in
            check.content["creator"] == nil
                ? .reject(against: nil, "content.creator is missing") : nil
        },
        AuthRule(
            "create.additional-creators", "additional_creators is a list of user IDs, or not given",
            .rejects, [.create], in: { $0.creatorsArePrivileged }
        ) { check in
            guard let creators = check.content["additional_creators"] else { return nil }
            guard creators.kind == .array else {
                return .reject(
                    against: nil,
                    "content.additional_creators is \(creators.excerpt), expected an array")
            }
            for creator in creators.elements {
                if let text = creator.string, (try? UserID(parsing: text)) != nil { continue }
                return .reject(
                    against: nil,
                    "content.additional_creators holds \(creator.excerpt), expected user IDs")
            }
            return nil
        },
        AuthRule(
            "create.allowed", "nothing is wrong with the create event", .allows, [.create]
        ) { _ in .allow },
    ]

    /// The room that the event names.
    static let room: [AuthRule] = [
        AuthRule(
            "room.create-event", "the room ID names an accepted create event", .rejects,
            AuthSubject.afterCreate, in: { $0.createEventNamesRoom }
        ) { check in
            let roomID = check.event.roomID
            guard let expected = roomID.createEventID else {
                return .reject(
                    against: nil,
                    "the room ID \(roomID.description.excerpt) is not the ID of a create event")
            }
            guard let create = check.state.create?.event else {
                return .reject(
                    against: expected,
                    "there is no create event \(expected), which the room ID names")
            }
            guard create.eventID == expected else {
                return .reject(
                    against: create.eventID,
                    "the create event is \(create.eventID), expected \(expected), which the room ID names"
                )
            }
            guard !check.state.createIsRejected else {
                return .reject(
                    against: expected, "the create event \(expected) was rejected itself")
            }
            return nil
        }
    ]
}
