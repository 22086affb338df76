import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Makes the rooms that the file of a virtual server describes.
struct RoomMaker {
    /// The servers of the process, who sign for their users.
    let servers: ServerDirectory
    /// The server whose file it is.
    let home: VirtualServer
    /// What the servers sign with where faults have them show other keys; none where they sign with their own.
    var keys: StandInKeys?
    /// The time, in milliseconds since the Unix epoch.
    let now: Int64
    /// The rooms that the server has, by what their descriptions call them.
    var named: [ExactText: RoomID] = [:]
    /// Rooms whose IDs are taken, where the create event names the room.
    var taken: Set<RoomID> = []

    /// The rooms, in the order of the file, each as its events in order.
    ///
    /// Every create event is made before anything else, so that rooms can name each other.
    func rooms() throws(RoomMakingError) -> [MadeRoom] {
        var begun: [RoomSteps] = []
        var known: [ExactText: RoomID] = [:]
        var aliases: Set<RoomAlias> = []
        for description in home.content.rooms {
            let name = ExactText(description.id)
            guard known[name] == nil else {
                throw RoomMakingError(room: description.id, reason: .sharedName)
            }
            for alias in description.aliases where !aliases.insert(alias).inserted {
                throw RoomMakingError(room: description.id, reason: .takenAlias(alias))
            }
            let steps = try begin(description, besides: taken.union(known.values))
            known[name] = steps.draft.roomID
            begun.append(steps)
        }
        var made: [MadeRoom] = []
        for var steps in begun {
            try steps.finish(rooms: known.merging(named) { own, _ in own })
            made.append(
                MadeRoom(
                    name: steps.description.id, events: steps.draft.events,
                    aliases: steps.description.aliases,
                    isListed: steps.description.isListed))
        }
        return made
    }

    /// Makes a create event that is no other room's: where it names the room, two that say the same at the
    /// same time are one.
    private func begin(
        _ description: RoomDescription, besides others: Set<RoomID>
    ) throws(RoomMakingError) -> RoomSteps {
        var delay: Int64 = 0
        while true {
            let steps = try RoomSteps(
                description, home: home, servers: servers, keys: keys, now: now, delay: delay)
            guard let roomID = steps.draft.roomID, others.contains(roomID) else { return steps }
            delay += 1
        }
    }
}
