import FederationCore
import RoomEvents
import RoomState
import Synchronization

/// The rooms of a virtual server, and what it was told of others.
final class HostedRooms: Sendable {
    /// The server.
    let server: ServerName
    private let contents = Mutex(Contents())

    /// A server without rooms.
    init(of server: ServerName) {
        self.server = server
    }

    private struct Contents {
        var rooms: [RoomID: HostedRoom] = [:]
        var aliases: [RoomAlias: RoomID] = [:]
        var names: [ExactText: RoomID] = [:]
        var listed: Set<RoomID> = []
        var invites: [RoomID: [UserID: Event]] = [:]
        var knocks: [RoomID: [UserID: SentKnock]] = [:]
        var users: Set<UserID> = []
    }

    /// The room of that ID, where the server was ever in it.
    subscript(id: RoomID) -> HostedRoom? {
        contents.withLock { $0.rooms[id] }
    }

    /// Every room, in the order of the IDs.
    var all: [HostedRoom] {
        contents.withLock { Array($0.rooms.values) }
            .sorted { $0.id.description.utf8.lexicographicallyPrecedes($1.id.description.utf8) }
    }

    /// The room that has an event, and the event.
    func event(_ id: EventID) -> (room: HostedRoom, event: Event)? {
        let rooms = contents.withLock { Array($0.rooms.values) }
        for room in rooms {
            if let event = room.read({ $0[id] }) { return (room, event) }
        }
        return nil
    }

    /// Takes a room in; where the room is there already, that one stays.
    func add(_ room: HostedRoom) {
        contents.withLock { contents in
            if contents.rooms[room.id] == nil { contents.rooms[room.id] = room }
        }
    }

    /// Takes a room in, in the place of one that may be there already.
    func replace(_ room: HostedRoom) {
        contents.withLock { $0.rooms[room.id] = room }
    }

    /// Remembers what the description of a room calls it.
    func setName(_ name: String, of room: RoomID) {
        contents.withLock { $0.names[ExactText(name)] = room }
    }

    /// What descriptions call rooms.
    var names: [ExactText: RoomID] { contents.withLock { $0.names } }

    /// Makes `alias` name a room.
    func setAlias(_ alias: RoomAlias, of room: RoomID) {
        contents.withLock { $0.aliases[alias] = room }
    }

    /// The room that an alias names.
    func room(named alias: RoomAlias) -> RoomID? {
        contents.withLock { $0.aliases[alias] }
    }

    /// Lists a room in the directory.
    func list(_ room: RoomID) {
        _ = contents.withLock { $0.listed.insert(room) }
    }

    /// The rooms that the directory lists.
    var listed: Set<RoomID> { contents.withLock { $0.listed } }

    /// Keeps an invite of a user of the server.
    func keep(invite: Event, for user: UserID) {
        contents.withLock { $0.invites[invite.roomID, default: [:]][user] = invite }
    }

    /// The invite of a user of the server to a room that it need not be in.
    func invite(of user: UserID, to room: RoomID) -> Event? {
        contents.withLock { $0.invites[room]?[user] }
    }

    /// The invites of users of the server, by room and user.
    var invites: [Event] {
        contents.withLock { contents in contents.invites.values.flatMap(\.values) }
            .sorted { $0.eventID.description < $1.eventID.description }
    }

    /// Keeps a knock of a user of the server.
    func keep(_ knock: SentKnock, by user: UserID) {
        contents.withLock { $0.knocks[knock.event.roomID, default: [:]][user] = knock }
    }

    /// The knock of a user of the server at a room that it need not be in.
    func knock(of user: UserID, at room: RoomID) -> SentKnock? {
        contents.withLock { $0.knocks[room]?[user] }
    }

    /// Forgets invite and knock of a user, who has gone or come in.
    func settle(_ user: UserID, in room: RoomID) {
        contents.withLock { contents in
            contents.invites[room]?[user] = nil
            contents.knocks[room]?[user] = nil
        }
    }

    /// Takes note of a user of the server who has been in a room.
    func addUser(_ user: UserID) {
        _ = contents.withLock { $0.users.insert(user) }
    }

    /// Whether a user of the server was in a room from its start.
    func hasUser(_ user: UserID) -> Bool {
        contents.withLock { $0.users.contains(user) }
    }
}
