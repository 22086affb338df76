import ArgumentParser
import FederationCore
import Rendering
import RoomEvents
import RoomState

/// `fedctl event authorize`: whether the authorisation rules allow an event.
struct EventAuthorizeCommand: ExemplifiedCommand {
    static let example =
        "fedctl event authorize --room-version 11 --auth-events auth.ndjson event.json"

    static let configuration = CommandConfiguration(
        commandName: "authorize",
        abstract: "Say which authorisation rule allows or rejects an event.",
        usage: """
            fedctl event authorize --room-version <version> [--auth-events <file>] [options] [<file>]
            """,
        discussion: """
            The event is judged against the events that it names in 'auth_events', and then, where \
            --state is given, against that state. With --ndjson each line is a question of its own: \
            an object with 'event', 'auth_events' and, where wanted, 'state', 'rejected' and \
            'room_version'. Hashes and signatures are not looked at.
            """)

    @OptionGroup var room: OptionalRoomVersionOptions
    @OptionGroup var document: DocumentOptions

    @Option(
        help: ArgumentHelp(
            "The events that 'auth_events' names, among others (repeatable).", valueName: "file"))
    var authEvents: [String] = []

    @Option(
        help: ArgumentHelp(
            "The state to judge the event against as well (repeatable).", valueName: "file"))
    var state: [String] = []

    @Option(
        help: ArgumentHelp(
            "An auth event that was rejected itself (repeatable).", valueName: "event-id"))
    var rejected: [String] = []

    @Flag(help: "Print a JSON object.")
    var json = false

    mutating func validate() throws {
        if document.ndjson {
            guard authEvents.isEmpty, state.isEmpty, rejected.isEmpty else {
                throw ValidationError("with --ndjson each line has its own auth events and state")
            }
        } else if room.roomVersion == nil {
            throw ValidationError("--room-version is missing")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let given = try room.version()
        let run = ParallelRun(options: document, context: context)
        if document.ndjson {
            return try await run.run { line in
                let result = try EventAuthorization(answering: EventQuestion(line, version: given))
                return .init(json: result.json, isLine: true, status: result.status)
            }
        }
        let version = try room.requiredVersion()
        let authEvents = try EventFiles.events(authEvents, version)
        let state = self.state.isEmpty ? nil : try EventFiles.stateEvents(self.state, version)
        let rejected = Set(try self.rejected.map(ArgumentText.eventID))
        let printsJSON = json
        try await run.run { bytes in
            let result = EventAuthorization(
                try Event(parsing: bytes, version: version), authEvents: authEvents, state: state,
                rejected: rejected)
            if printsJSON {
                return .init(json: result.json, isLine: false, status: result.status)
            }
            return .init(text: result.text, isLine: false, status: result.status)
        }
    }
}
