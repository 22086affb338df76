import FederationCore
import MatrixJSON
import RoomEvents

extension RoomSummary {
    /// The room as the directory lists it.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1publicrooms>
    var directoryEntry: JSONObject {
        var entry: JSONObject = [
            "guest_can_join": .boolean(admitsGuests), "join_rule": .string(joinRule),
            "num_joined_members": .integer(Int64(joinedMembers)),
            "room_id": .string(roomID.description), "world_readable": .boolean(isWorldReadable),
        ]
        let texts = [
            ("avatar_url", avatarURL), ("canonical_alias", canonicalAlias), ("name", name),
            ("room_type", roomType), ("topic", topic),
        ]
        for (member, text) in texts { entry[member] = text.map(JSONValue.string) }
        return entry
    }

    /// The room as the hierarchy of a space lists it.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1hierarchyroomid>
    var hierarchyEntry: JSONObject {
        var entry = directoryEntry
        entry["encryption"] = encryption.map(JSONValue.string)
        entry["room_version"] = .string(version.identifier)
        if joinRule == "restricted" || joinRule == "knock_restricted" {
            entry["allowed_room_ids"] = .array(allowedRoomIDs.map { .string($0.description) })
        }
        return entry
    }
}
