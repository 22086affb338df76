import ArgumentParser
import FederationCore
import RoomEvents

/// Where an event is built: who sends it, in which room, after what.
struct EventSurroundingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The sender, where the template names none.", valueName: "user-id"))
    var sender: String?

    @Option(
        help: ArgumentHelp("The room, where the template names none.", valueName: "room-id"))
    var roomID: String?

    @Option(
        help: ArgumentHelp(
            "The origin_server_ts; the present by default.", valueName: "milliseconds"))
    var timestamp: Int64?

    @Option(
        help: ArgumentHelp(
            "The events that it comes after (repeatable).", valueName: "file"))
    var prevEvents: [String] = []

    @Option(
        help: ArgumentHelp(
            "The events that allow it, all of which it names (repeatable).", valueName: "file"))
    var authEvents: [String] = []

    @Option(
        help: ArgumentHelp(
            "The state before it, of which it names what has to allow it (repeatable).",
            valueName: "file"))
    var state: [String] = []

    @Option(
        help: ArgumentHelp(
            "Between '$' and ':' in the event ID of room versions 1 and 2; random by default.",
            valueName: "text"))
    var eventIDLocalPart: String?

    /// The state that auth events are chosen from.
    func stateEvents(_ version: RoomVersion) throws(CommandFailure) -> [Event] {
        try EventFiles.stateEvents(state, version)
    }

    /// The surroundings.
    func surroundings(
        _ version: RoomVersion, _ context: CommandContext
    ) throws(CommandFailure) -> EventSurroundings {
        var random = context.random
        let bytes = (0..<12).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return EventSurroundings(
            originServerTS: timestamp ?? UTCTime(context.time.now).milliseconds,
            prevEvents: try EventFiles.events(prevEvents, version),
            authEvents: try EventFiles.events(authEvents, version),
            sender: try sender.map { (text) throws(CommandFailure) in
                try ArgumentText.userID(text)
            },
            roomID: try roomID.map { (text) throws(CommandFailure) in
                try ArgumentText.roomID(text)
            },
            eventIDLocalPart: eventIDLocalPart
                ?? UnpaddedBase64.encode(bytes, alphabet: .urlSafe))
    }
}
