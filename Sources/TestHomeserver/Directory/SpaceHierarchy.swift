import FederationCore
import MatrixJSON
import RoomEvents

/// A space and the rooms in it, as a server may see them.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1hierarchyroomid>
struct SpaceHierarchy {
    private let room: RoomSummary
    private let links: [SpaceLink]
    private let children: [RoomSummary]
    private let inaccessible: [RoomID]

    /// The hierarchy under `roomID`; nil where that room is not here, or not for `server`.
    init?(
        of roomID: RoomID, for server: ServerName, rooms: any RoomListing, suggestedOnly: Bool
    ) {
        guard let room = rooms.summary(of: roomID), Self.isOpen(room, to: server, rooms) else {
            return nil
        }
        self.room = room
        links =
            room.roomType.map { ExactText($0) } == ExactText(RoomSummary.space)
            ? room.children.compactMap(SpaceLink.init).filter { $0.isSuggested || !suggestedOnly }
                .sorted { $0.comesBefore($1) }
            : []
        var children: [RoomSummary] = []
        var inaccessible: [RoomID] = []
        for link in links {
            // Of rooms that are not here nothing is said.
            guard let child = rooms.summary(of: link.child) else { continue }
            if Self.isOpen(child, to: server, rooms) {
                children.append(child)
            } else {
                inaccessible.append(link.child)
            }
        }
        self.children = children
        self.inaccessible = inaccessible
    }

    /// The answer.
    var json: JSONObject {
        var root = room.hierarchyEntry
        root["children_state"] = .array(links.map { .object($0.strippedState) })
        return [
            "children": .array(children.map { .object($0.hierarchyEntry) }),
            "inaccessible_children": .array(inaccessible.map { .string($0.description) }),
            "room": .object(root),
        ]
    }

    /// Whether a user of `server` could join the room, knock or read it, as far as it can be known.
    private static func isOpen(
        _ room: RoomSummary, to server: ServerName, _ rooms: any RoomListing
    ) -> Bool {
        if room.isWorldReadable || rooms.hasMember(of: server, in: room.roomID) { return true }
        switch room.joinRule {
        case "public", "knock", "knock_restricted": return true
        case "restricted":
            return room.allowedRoomIDs.contains { rooms.joinedServers(in: $0).contains(server) }
        default: return false
        }
    }
}
