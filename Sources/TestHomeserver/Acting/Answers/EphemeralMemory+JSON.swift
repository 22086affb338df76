import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension ReceivedReceipt {
    /// The receipt, for machines.
    var json: JSONValue {
        var json: JSONObject = [
            "room_id": .string(room.description), "user_id": .string(userID.description),
            "event_id": .string(eventID.string), "ts": .integer(time),
        ]
        if let threadID { json["thread_id"] = .string(threadID.string) }
        return .object(json)
    }
}

extension ReceivedMessage {
    /// The message, for machines.
    var json: JSONValue {
        [
            "sender": .string(sender.description), "type": .string(type),
            "message_id": .string(messageID), "user_id": .string(recipient.description),
            "device_id": .string(deviceID), "content": content,
        ]
    }
}

extension OutboxLine {
    /// What waits for a server, and how it went so far, for machines.
    func json(for destination: ServerName) -> JSONValue {
        var json: JSONObject = [
            "server_name": .string(destination.description),
            "pending_events": .integer(Int64(events.count)),
            "pending_edus": .integer(Int64(edus.count)), "underway": .integer(Int64(underway)),
            "delivered": .integer(Int64(delivered)), "lost": .integer(Int64(lost)),
            "refused": .array(
                refused.map {
                    ["event_id": .string($0.eventID.description), "error": .string($0.reason)]
                }),
        ]
        if let lastError { json["last_error"] = .string(lastError) }
        return .object(json)
    }
}
