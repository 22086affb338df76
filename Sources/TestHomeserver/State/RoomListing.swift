import FederationCore
import RoomEvents

/// The rooms of a virtual server, as far as others than the rooms themselves ask about them.
///
/// Every answer is of the moment of the question, and none waits for a network.
protocol RoomListing: Sendable {
    /// The rooms that the server publishes in its directory.
    func publishedRooms() -> [RoomSummary]

    /// The version of a room; none where it is not here.
    func version(of room: RoomID) -> RoomVersion?

    /// What there is to say about a room; none where it is not here.
    func summary(of room: RoomID) -> RoomSummary?

    /// The room that an alias of the server names.
    func room(named alias: RoomAlias) -> RoomID?

    /// The servers that have a joined user in a room; empty where it is not here.
    func joinedServers(in room: RoomID) -> [ServerName]

    /// Whether `server` has a user in a room who is joined, or invited.
    func hasMember(of server: ServerName, in room: RoomID) -> Bool

    /// Whether a user is joined to a room.
    func isJoined(_ user: UserID, in room: RoomID) -> Bool

    /// Whether a user of another server is joined to a room in which a user of this server is.
    func sharesRoom(with user: UserID) -> Bool

    /// Whether the access control list of a room admits `server`, which it does where there is none.
    func admits(_ server: ServerName, to room: RoomID) -> Bool

    /// The policy server of a room, where it has one and uses it.
    func policyServer(of room: RoomID) -> PolicyServer?
}
