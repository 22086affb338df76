import FederationCore
import Findings
import MatrixJSON

extension ControlOperation {
    /// What goes between servers without being an event of a room, and how deliveries stand.
    static let received: [ControlOperation] = [
        .get(
            "received", "tells what other servers told without events",
            [
                .optional("room", .roomID, "a room, of which typing and receipts are given"),
                .optional(
                    "user", .userID,
                    "a user, of whom presence, device_updates, signing_keys and messages are given"),
            ],
            answer: "what is asked for, and judgements of the last transactions"
        ) { call throws(Refusal) in
            var json = JSONObject()
            let memory = call.state.ephemera
            if call.value("room") != nil {
                let room = try call.hostedRoom.id
                json["typing"] = .array(memory.typing(in: room).map { .string($0.description) })
                json["receipts"] = .array(memory.receipts(in: room).map(\.json))
            }
            if let user = try call.read("user", as: { try UserID(parsing: $0) }) {
                json["presence"] = memory.presence(of: user) ?? .null
                json["device_updates"] = .array(memory.deviceUpdates(of: user))
                json["signing_keys"] = memory.signingKeys(of: user) ?? .null
                json["messages"] = .array(memory.messages(for: user).map(\.json))
            }
            json["judgements"] = .array(
                memory.judgements.suffix(100).map {
                    ["origin": .string($0.origin.description), "transaction": $0.json]
                })
            return json
        },
        .get(
            "outbox", "tells what waits for other servers, and how the last deliveries went",
            [
                .optional(
                    "wait_ms", .integer(0...600_000),
                    "how many milliseconds to wait until nothing does; without it, none")
            ],
            answer:
                "idle, and destinations, each with server_name, pending_events, pending_edus, "
                + "underway, delivered, lost, refused and last_error"
        ) { call in
            let outbox = call.state.outbox
            _ = await call.waiting { outbox?.isIdle != false ? true : nil }
            return [
                "idle": .boolean(outbox?.isIdle != false),
                "destinations": .array(
                    (outbox?.lines ?? []).map { $0.line.json(for: $0.destination) }),
            ]
        },
        .post(
            "edu", "sends an EDU",
            [
                .required("type", .text, "its type, such as m.typing"),
                .required("content", .object, "its content"),
                .optional(
                    "to", .texts,
                    "the servers; without it, all whom it concerns, where that can be known"),
            ], answer: "to, the servers"
        ) { call throws(Refusal) in
            let servers = try call.acting.send(
                edu: call.text("type") ?? "", call.object("content") ?? [:],
                to: try call.servers("to"))
            return ["to": .array(servers.map { .string($0.description) })]
        },
        .post(
            "announce-device", "tells others that a device of a user came, changed or went",
            [
                .required("user", .userID, "whose device, a user of the server"),
                .required("device", .text, "the device; one that is not there has gone"),
                .optional("to", .texts, "the servers; without it, all that share a room"),
            ], answer: "to, the servers"
        ) { call throws(Refusal) in
            let servers = try call.acting.announce(
                device: call.text("device") ?? "", of: try call.user("user"),
                to: try call.servers("to"))
            return ["to": .array(servers.map { .string($0.description) })]
        },
        .post(
            "request", "sends a signed request, and gives the answer",
            [
                .required("destination", .serverName, "the server"),
                .optional("operation", .endpoint, "the operation of the endpoint table"),
                .optional(
                    "parameters", .object,
                    "its parameters, each a text, a number or a list of these"),
                .optional("method", .text, "the method, where there is no operation"),
                .optional("target", .text, "path and query, where there is no operation"),
                .optional("body", .json, "the body"),
            ],
            answer:
                "target, status, headers, each with name and value, and body, or body_base64 where "
                + "it is no JSON"
        ) { call throws(Refusal) in
            try await ControlledRequest(call).answer()
        },
    ]
}
