import FederationCore
import MatrixJSON

extension EDUBuilder {
    /// Every type that is specified.
    public static let all = [typing, presence, receipt, deviceList, toDevice, signingKey]

    private static let user = EDUParameter.required("user_id", .userID, "the user")
    private static let room = EDUParameter.required("room_id", .roomID, "the room")

    private static let typing = EDUBuilder(
        "typing", "m.typing", "someone types in a room, or no longer", "typing-notifications",
        [
            room, user,
            .optional("typing", .boolean, "whether they type", default: "true"),
        ]
    ) { given in
        ["room_id": given["room_id"], "user_id": given["user_id"], "typing": given["typing", true]]
    }

    private static let presence = EDUBuilder(
        "presence", "m.presence", "someone came, went, or is away", "presence",
        [
            user,
            .required(
                "presence", .choice(["online", "offline", "unavailable"]), "what they are now"),
            .optional(
                "last_active_ago", .integer, "how long ago they did something, in milliseconds",
                default: "0"),
            .optional("status_msg", .string, "what they say of themselves"),
            .optional("currently_active", .boolean, "whether they do something right now"),
        ]
    ) { given in
        let update: JSONObject = [
            "user_id": given["user_id"], "presence": given["presence"],
            "last_active_ago": given["last_active_ago", 0],
        ]
        return [
            "push": [
                .object(given.adding(["status_msg", "currently_active"], to: update))
            ]
        ]
    }

    private static let receipt = EDUBuilder(
        "receipt", "m.receipt", "someone has read as far as an event", "receipts",
        [
            room, user, .required("event_id", .eventID, "the event"),
            .optional("ts", .integer, "when, in milliseconds", default: "now"),
            .optional("thread_id", .string, "the thread: an event ID, or main"),
        ]
    ) { given in
        let data = given.adding(["thread_id"], to: ["ts": given["ts", .integer(given.now)]])
        let read: JSONObject = ["event_ids": [given["event_id"]], "data": .object(data)]
        return [given.text("room_id"): ["m.read": [given.text("user_id"): .object(read)]]]
    }

    private static let deviceList = EDUBuilder(
        "device-list", "m.device_list_update", "a device came, changed or went",
        "device-management",
        [
            user, .required("device_id", .string, "the device"),
            .optional(
                "stream_id", .integer, "the number of the update, another one each time",
                default: "the time in milliseconds"),
            .optional(
                "prev_id", .integer, "the number of an update before it", repeated: true),
            .optional("deleted", .boolean, "whether it went"),
            .optional("device_display_name", .string, "what it is called"),
            .optional("keys", .object, "its keys, signed"),
        ]
    ) { given in
        given.adding(
            ["prev_id", "deleted", "device_display_name", "keys"],
            to: [
                "user_id": given["user_id"], "device_id": given["device_id"],
                "stream_id": given["stream_id", .integer(given.now)],
            ])
    }

    private static let toDevice = EDUBuilder(
        "to-device", "m.direct_to_device", "a message for devices of a user of the receiver",
        "send-to-device-messaging",
        [
            .required("sender", .userID, "who sends it"),
            .required("type", .string, "the type of the message"),
            .required("user_id", .userID, "whom it is for"),
            .optional("device_id", .string, "the device", default: "*, which is all of them"),
            .optional("content", .object, "the message", default: "{}"),
            .optional(
                "message_id", .string, "the number of the message, another one each time",
                default: "the time in milliseconds"),
        ]
    ) { given in
        let device: JSONValue = [given.text("device_id", or: "*"): given["content", [:]]]
        return [
            "sender": given["sender"], "type": given["type"],
            "message_id": given["message_id", .string("\(given.now)")],
            "messages": [given.text("user_id"): device],
        ]
    }

    private static let signingKey = EDUBuilder(
        "signing-key", "m.signing_key_update", "the cross-signing keys of a user changed",
        "end-to-end-encryption",
        [
            user, .optional("master_key", .object, "the master key"),
            .optional(
                "self_signing_key", .object,
                "the key that signs devices, signed by the master key"),
        ]
    ) { given in
        given.adding(["master_key", "self_signing_key"], to: ["user_id": given["user_id"]])
    }
}
