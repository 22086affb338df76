import FederationCore
import RoomEvents

/// Why a described room cannot be made.
struct RoomMakingError: Error, CustomStringConvertible {
    /// What the file calls the room.
    let room: String
    /// What is wrong.
    let reason: Reason

    /// What can be wrong with a description.
    enum Reason {
        /// Two rooms have that name.
        case sharedName
        /// What stands between `!` and the server name makes no room ID.
        case badName(IdentifierError)
        /// Nobody of the virtual servers is in it from its beginning.
        case noCreator
        /// A user acts who lives on no virtual server of the process, so that nobody here can sign.
        case foreignActor(UserID, type: String)
        /// The room that it names is not in the file, and no room ID.
        case unknownRoom(String)
        /// An alias names another room.
        case takenAlias(RoomAlias)
        /// An alias belongs to another server.
        case foreignAlias(RoomAlias, server: ServerName)
        /// The policy server is none of the process, and there is no key.
        case noPolicyKey(ServerName)
        /// No event can be built.
        case unbuildable(type: String, EventBuildError)
        /// What was built is no event.
        case malformed(EventFormatError)
        /// The rules of the room refuse an event.
        case refused(type: String, stateKey: String?, sender: UserID, reason: String)
        /// A dump has no create event that can be read.
        case noCreateEvent
        /// The room of a dump cannot be received.
        case notReceivable(String)
    }

    /// The error in words, as it follows `fedctl: `.
    var description: String { "room '\(room)': \(words)" }

    private var words: String {
        switch reason {
        case .sharedName: "another room of the server has the same name"
        case .badName(let error): "\(error)"
        case .takenAlias(let alias): "\(alias) names another room"
        case .noCreator: "expected a creator, or a member who is joined, and there is neither"
        case .foreignActor(let user, let type):
            "\(user) sends \(type) and lives on no server of this process, so that nobody here can "
                + "sign for them"
        case .unknownRoom(let name): "'\(name)' is no room of the file and no room ID"
        case .foreignAlias(let alias, let server): "\(alias) is no alias of \(server)"
        case .noPolicyKey(let server):
            "expected the 'public_key' of the policy server \(server), which is none of this process"
        case .unbuildable(let type, let error): "\(type): \(error)"
        case .malformed(let error): "\(error)"
        case .refused(let type, let stateKey, let sender, let reason):
            "\(type)\(stateKey.map { $0.isEmpty ? "" : " of \($0)" } ?? ""), sent by \(sender), "
                + "is refused: \(reason)"
        case .noCreateEvent: "there is no m.room.create among the events of the dump"
        case .notReceivable(let reason): reason
        }
    }
}
