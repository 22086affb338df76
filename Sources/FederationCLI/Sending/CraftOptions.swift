import ArgumentParser
import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// The faults that are sent on purpose, to whom, and the room that they need.
struct CraftOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Send this fault on purpose (repeatable); 'all' sends every one.", valueName: "fault"))
    var craft: [String] = []

    @OptionGroup var owned: OwnServerOptions

    @Option(
        help: ArgumentHelp(
            "The events of a room that the sender is in, from its create event on, for faults of events.",
            valueName: "file"))
    var room: String?

    @Option(
        help: ArgumentHelp(
            "Who sends the events of faults, a user of the own server.", valueName: "user-id"))
    var sender: String?

    @Flag(help: "Print the faults that --craft can name, and end.")
    var listFaults = false

    /// The faults that were asked for.
    func faults() throws(CommandFailure) -> [CraftedFault] {
        if craft.contains("all") { return CraftedFault.all }
        var faults: [CraftedFault] = []
        for id in craft {
            guard let fault = CraftedFault.named(id) else {
                throw .usage(
                    "'\(id)' is no fault"
                        + Suggestion.remark(for: id, among: CraftedFault.all.map(\.id)),
                    hint: "'fedctl send --list-faults' lists them")
            }
            faults.append(fault)
        }
        return faults
    }

    /// Refuses a server that nobody said to be theirs.
    func requireOwn(_ server: ServerName) throws(CommandFailure) {
        try owned.require(server, for: "faults go")
    }

    /// The room of the file, as it is after its last events.
    func craftedRoom(_ version: RoomVersion?) throws -> CraftedRoom? {
        guard let room else { return nil }
        guard let version else { throw CommandFailure.usage("--room needs --room-version") }
        guard let sender else { throw CommandFailure.usage("--room needs --sender") }
        let user = try ArgumentText.userID(sender)
        let events = try EventFile(InputFile(room)).events(version).sorted { $0.depth < $1.depth }
        guard let create = events.first(where: { $0.type == "m.room.create" }) else {
            throw CommandFailure.badInput("\(room): there is no m.room.create")
        }
        do {
            var timeline = try RoomTimeline(create: create)
            for event in events where event.eventID != create.eventID { timeline.receive(event) }
            let surroundings = timeline.surroundings(
                type: "m.room.message", sender: user, content: [:], time: 0)
            return CraftedRoom(
                version: version, roomID: timeline.roomID, sender: user,
                prevEvents: surroundings.prevEvents, authEvents: surroundings.authEvents,
                otherEvents: events)
        } catch {
            throw CommandFailure.badInput("\(room): \(error)")
        }
    }
}
