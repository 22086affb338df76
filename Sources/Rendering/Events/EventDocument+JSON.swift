import FederationCore
public import MatrixJSON
public import RoomEvents

extension EventDocument {
    /// Both hashes of the event for machines, `fedctl.event-hash/1`.
    public var hashJSON: JSONValue {
        [
            "schema": "fedctl.event-hash/1",
            "room_version": .string(version.identifier),
            "content_hash": .string(UnpaddedBase64.encode(contentHash)),
            "reference_hash": .string(UnpaddedBase64.encode(referenceHash)),
        ]
    }

    /// The ID of the event for machines, `fedctl.event-id/1`.
    public var identifierJSON: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.event-id/1", "room_version": .string(version.identifier),
        ]
        if let eventID { object["event_id"] = .string(eventID.description) }
        return .object(object)
    }

    /// An event that was made of this one for machines, `fedctl.event-document/1`.
    ///
    /// - Throws: `JSONSyntaxError` where `bytes` are no JSON.
    public func json(of bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.event-document/1", "room_version": .string(version.identifier),
        ]
        if let eventID { object["event_id"] = .string(eventID.description) }
        object["event"] = try JSONValue(parsing: bytes, numbers: .preserving)
        return .object(object)
    }
}
