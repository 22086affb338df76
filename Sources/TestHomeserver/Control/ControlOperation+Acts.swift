import FederationCore
import MatrixJSON
import RoomEvents

extension ControlOperation {
    /// What users of a server do in rooms.
    static let acts: [ControlOperation] = [
        .post(
            "create-room", "makes a room, described as in the file of --rooms",
            [.required("description", .object, "the room, with at least 'id'")],
            answer: "the same as room"
        ) { call throws(Refusal) in
            let object = call.object("description") ?? [:]
            let description = try ControlCall.decode(RoomDescription.self, from: object)
            let room = try call.acting.create(description)
            return room.details(for: call.state, isFull: false)
        },
        .post(
            "send", "sends an event to every server in the room",
            [
                .room, .required("sender", .userID, "who sends it, a user of the server"),
                .required("type", .text, "its type"),
                .optional("state_key", .text, "its state key; without it, it is no state"),
                .optional("content", .object, "its content; without it, an empty one"),
                .optional("redacts", .eventID, "the event that it redacts"),
                .optional(
                    "prev_events", .texts,
                    "the events that it comes after, which makes a fork; without it, the last ones"),
                .optional(
                    "withhold", .boolean,
                    "whether nobody is told, so that others miss it when the next one comes"),
            ], answer: "event_id, event, verdict, and cause where it was not accepted"
        ) { call throws(Refusal) in
            if call.value("prev_events") != nil, call.texts("prev_events").isEmpty {
                throw Refusal(
                    400, "M_BAD_JSON",
                    "'prev_events': expected an event or more, found none; without the member, the "
                        + "event comes after the last ones")
            }
            let draft = EventDraft(
                type: call.text("type") ?? "", stateKey: call.text("state_key"),
                content: call.object("content") ?? [:],
                redacts: try call.read("redacts") { try EventID(parsing: $0) },
                previous: try call.list("prev_events") { try EventID(parsing: $0) },
                isWithheld: call.boolean("withhold") ?? false)
            return try await call.acting.send(
                draft, by: try call.user("sender"), in: try call.hostedRoom
            ).json
        },
        .post(
            "deliver", "sends events again that the server has, such as ones that were withheld",
            [
                .room, .required("events", .texts, "the events, in the order in which they go"),
                .optional("to", .texts, "the servers; without it, all others in the room"),
            ], answer: "to, the servers"
        ) { call throws(Refusal) in
            guard !call.texts("events").isEmpty else {
                throw Refusal(
                    400, "M_BAD_JSON", "'events': expected an event or more, found none")
            }
            let servers = try call.acting.deliver(
                try call.list("events") { try EventID(parsing: $0) }, of: try call.hostedRoom,
                to: try call.servers("to"))
            return ["to": .array(servers.map { .string($0.description) })]
        },
        .post(
            "backfill", "fetches events from before what the server has of a room",
            [
                .room,
                .optional("from", .serverName, "the server to ask; without it, one in the room"),
                .optional("limit", .integer(1...10_000), "how many at most; without it, 100"),
                .optional(
                    "events", .texts, "the events to go back from; without it, the missing ones"),
            ],
            answer: "server_name, findings, and events, each with event_id, type, depth and verdict"
        ) { call throws(Refusal) in
            try await call.acting.backfill(
                try call.hostedRoom, from: try call.read("from") { try ServerName(parsing: $0) },
                before: try call.list("events") { try EventID(parsing: $0) },
                limit: Int(call.integer("limit") ?? 100)
            ).json
        },
        .post(
            "fetch-event", "fetches an event of a room that the server does not have",
            [
                .room, .required("event", .eventID, "the event"),
                .optional("from", .serverName, "the server to ask; without it, one in the room"),
            ], answer: "the same as of backfill"
        ) { call throws(Refusal) in
            try await call.acting.fetch(
                try call.require("event") { try EventID(parsing: $0) },
                of: try call.hostedRoom,
                from: try call.read("from") { try ServerName(parsing: $0) }
            ).json
        },
    ]
}
