import FederationCore
import RoomEvents

@testable import TestHomeserver

/// Rooms that are what a test says.
struct CannedRooms: RoomListing {
    /// A room and who is in it.
    struct Room {
        var summary: RoomSummary
        var joined: [UserID] = []
        var invited: [UserID] = []
        var denied: [ServerName] = []
        var isPublished = true
    }

    var rooms: [RoomID: Room] = [:]

    func publishedRooms() -> [RoomSummary] {
        rooms.values.filter(\.isPublished).map(\.summary)
    }

    func version(of room: RoomID) -> RoomVersion? { rooms[room]?.summary.version }

    func summary(of room: RoomID) -> RoomSummary? { rooms[room]?.summary }

    func room(named alias: RoomAlias) -> RoomID? {
        rooms.values.first { $0.summary.canonicalAlias == "\(alias)" }?.summary.roomID
    }

    func joinedServers(in room: RoomID) -> [ServerName] {
        Array(Set(rooms[room]?.joined.map(\.serverName) ?? []))
    }

    func hasMember(of server: ServerName, in room: RoomID) -> Bool {
        guard let room = rooms[room] else { return false }
        return (room.joined + room.invited).contains { $0.serverName == server }
    }

    func isJoined(_ user: UserID, in room: RoomID) -> Bool {
        rooms[room]?.joined.contains(user) == true
    }

    func sharesRoom(with user: UserID) -> Bool {
        rooms.values.contains { $0.joined.contains(user) }
    }

    func admits(_ server: ServerName, to room: RoomID) -> Bool {
        rooms[room]?.denied.contains(server) != true
    }

    func policyServer(of room: RoomID) -> PolicyServer? { nil }
}
