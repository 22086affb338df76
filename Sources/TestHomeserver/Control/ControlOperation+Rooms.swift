import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

extension ControlOperation {
    /// What a server knows of rooms.
    static let rooms: [ControlOperation] = [
        .get(
            "rooms", "lists the rooms that the server is in, or was",
            answer: "rooms, each with room_id, room_version, joined, partial, members and events"
        ) { call in
            ["rooms": .array(call.state.rooms.all.map { .object($0.summary(for: call.state)) })]
        },
        .get(
            "room", "tells what the server knows of a room", [.room, .full],
            answer:
                "the same as of rooms, with joined_servers, memberships, state, forward_extremities"
        ) { call throws(Refusal) in
            let room = try call.hostedRoom
            return room.details(for: call.state, isFull: call.boolean("full") ?? false)
        },
        .get(
            "events", "lists events of a room, those of the greatest depth first",
            [
                .room, .full,
                .optional("before", .eventID, "the event to begin with; without it, the last"),
                .optional("limit", .integer(1...10_000), "how many at most; without it, 100"),
            ],
            answer:
                "events, each with event_id, type, sender, depth, prev_events, verdict and cause; "
                + "redacted and redacted_by where an event redacts it, hash_mismatch where its content is "
                + "not what was hashed, outlier where it has no place in the history"
        ) { call throws(Refusal) in
            let room = try call.hostedRoom
            let before = try call.read("before") { try EventID(parsing: $0) }
            let limit = Int(call.integer("limit") ?? 100)
            let isFull = call.boolean("full") ?? false
            if let before, room.read({ $0[before] }) == nil {
                throw call.unknown("event", before.description)
            }
            return [
                "events": room.read { timeline in
                    let from = before.map { [$0] } ?? timeline.forwardExtremities.map(\.eventID)
                    return .array(
                        timeline.backfill(from: from, limit: limit).map {
                            .object(timeline.json(of: $0, isFull: isFull))
                        })
                }
            ]
        },
        .get(
            "event", "tells what became of an event, and gives it",
            [
                .required("event", .eventID, "the event"), .wait,
            ], answer: "the same as of events, with room_id and event"
        ) { call throws(Refusal) in
            let id = try call.require("event") { try EventID(parsing: $0) }
            let found = await call.waiting { call.state.rooms.event(id) }
            guard let (room, event) = found else { throw call.unknown("event", id.description) }
            var json = room.read { $0.json(of: event, isFull: true) }
            json["room_id"] = .string(room.id.description)
            return json
        },
        .get(
            "invites", "lists the invites of users of the server that nobody has answered yet",
            answer: "invites, each with room_id, room_version, user_id, sender and event"
        ) { call in
            [
                "invites": .array(
                    call.state.rooms.invites.map { event in
                        [
                            "room_id": .string(event.roomID.description),
                            "room_version": .string(event.version.identifier),
                            "user_id": .string(event.stateKey ?? ""),
                            "sender": .string(event.sender.description),
                            "event_id": .string(event.eventID.description),
                            "event": event.document.root.value,
                        ]
                    })
            ]
        },
    ]
}
