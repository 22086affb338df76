import ArgumentParser
import FederationCore
import Rendering
import RoomEvents
import RoomState

/// `fedctl event resolve`: the state that several states of a room come to.
struct EventResolveCommand: ExemplifiedCommand {
    static let example =
        "fedctl event resolve --room-version 11 --events chain.ndjson fork1.ndjson fork2.ndjson"

    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Resolve several states of a room to one.",
        usage: "fedctl event resolve --room-version <version> [options] <file>…",
        discussion: """
            Each file holds one state: the state events of one fork of the room, one a line, or an \
            array of them. The events of all files, and of --events, are the room that auth chains \
            are followed in. With --ndjson there is one file, and each line is a room of its own: \
            an object with 'events', 'forks' (arrays of event IDs) and, where wanted, 'rejected' \
            and 'room_version'.
            """)

    @OptionGroup var room: OptionalRoomVersionOptions

    @Argument(help: "A file with the state events of one fork; '-' is standard input.")
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "More events of the room: auth chains (repeatable).", valueName: "file"))
    var events: [String] = []

    @Option(
        help: ArgumentHelp("An event that was rejected (repeatable).", valueName: "event-id"))
    var rejected: [String] = []

    @Flag(help: "Say how it came about: every set, every order, every judgement.")
    var trace = false

    @Flag(
        help: ArgumentHelp(
            """
            Read one room a line and print a JSON object for each, in the same order; a line that \
            is no room gives 'error: …' in its place.
            """))
    var ndjson = false

    @Flag(help: "Print a JSON object.")
    var json = false

    mutating func validate() throws {
        if ndjson {
            guard events.isEmpty, rejected.isEmpty, files.count <= 1 else {
                throw ValidationError("with --ndjson there is one file, and each line is a room")
            }
        } else {
            if room.roomVersion == nil { throw ValidationError("--room-version is missing") }
            if files.filter({ $0 == "-" }).count > 1 {
                throw ValidationError("only one fork can be standard input")
            }
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let given = try room.version()
        let isTraced = trace
        if ndjson {
            let options = try DocumentOptions.lines(of: files.first)
            return try await ParallelRun(options: options, context: context).run { line in
                let result = try EventResolution(answering: EventQuestion(line, version: given))
                return .init(json: result.json(traced: isTraced), isLine: true)
            }
        }
        let version = try room.requiredVersion()
        let paths = files.isEmpty ? ["-"] : files
        let read = try paths.map { try EventFile(InputFile($0)) }
        let forks = try read.map { try $0.stateEvents(version) }
        let room = try read.flatMap { try $0.events(version) }
        let others = try EventFiles.events(events, version)
        let rejected = Set(try self.rejected.map(ArgumentText.eventID))
        let result: EventResolution
        do {
            result = try EventResolution(
                forks: forks, events: EventFiles.unique(room + others),
                version: version, rejected: rejected)
        } catch {
            throw CommandFailure.badInput("\(error)")
        }
        let text =
            json
            ? result.json(traced: isTraced).prettyText + "\n" : result.text(traced: isTraced)
        context.console.result(text)
    }
}
