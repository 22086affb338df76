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
    func craftedRoom(
        _ version: RoomVersion?, by identity: FederationIdentity
    ) throws -> CraftedRoom? {
        guard let room else {
            guard sender == nil else { throw CommandFailure.usage("--sender is for --room") }
            return nil
        }
        guard let version, let sender else {
            throw CommandFailure.usage("--room needs --room-version and --sender")
        }
        let user = try ArgumentText.userID(sender)
        guard user.serverName == identity.serverName else {
            throw CommandFailure.usage(
                "--sender \(user) is no user of \(identity.serverName), which signs")
        }
        let events = try EventFile(InputFile(room)).events(version).sorted { $0.depth < $1.depth }
        guard let create = events.first(where: { $0.type == "m.room.create" }) else {
            throw CommandFailure.badInput("\(room): there is no m.room.create")
        }
        do {
            var timeline = try RoomTimeline(create: create)
            for event in events where event.eventID != create.eventID { timeline.receive(event) }
            let member = timeline.currentEvent(StateTuple("m.room.member", "\(user)"))
            guard member?.content["membership"]?.string == "join" else {
                throw CommandFailure.badInput(
                    "\(room): \(user) is not joined to the room at its end",
                    hint: "--room takes all events, from m.room.create to the newest: "
                        + "'fedctl query SERVER backfill … --all' prints them")
            }
            let surroundings = timeline.surroundings(
                type: "m.room.message", sender: user, content: [:], time: 0)
            return CraftedRoom(
                version: version, roomID: timeline.roomID, sender: user,
                prevEvents: surroundings.prevEvents, authEvents: surroundings.authEvents,
                otherEvents: events)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure.badInput("\(room): \(error)")
        }
    }
}
