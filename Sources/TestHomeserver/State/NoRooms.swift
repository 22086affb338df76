import FederationCore
import RoomEvents

/// The rooms of a server that has none.
struct NoRooms: RoomListing {
    func publishedRooms() -> [RoomSummary] { [] }
    func summary(of room: RoomID) -> RoomSummary? { nil }
    func room(named alias: RoomAlias) -> RoomID? { nil }
    func joinedServers(in room: RoomID) -> [ServerName] { [] }
    func hasMember(of server: ServerName, in room: RoomID) -> Bool { false }
    func isJoined(_ user: UserID, in room: RoomID) -> Bool { false }
    func sharesRoom(with user: UserID) -> Bool { false }
    func admits(_ server: ServerName, to room: RoomID) -> Bool { true }
    func policyServer(of room: RoomID) -> PolicyServer? { nil }
}
