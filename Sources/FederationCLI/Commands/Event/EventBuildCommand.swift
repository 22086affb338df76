import ArgumentParser
import MatrixJSON
import Rendering
import RoomEvents
import RoomState

/// `fedctl event build`: an event from a template.
struct EventBuildCommand: ExemplifiedCommand {
    static let example =
        "echo '{\"type\":\"m.room.message\"}' | fedctl event build --room-version 11 "
        + "--sender @a:example.org --room-id '!r:example.org'"

    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Make an event from a template.",
        usage: "fedctl event build --room-version <version> [options] [<file>]",
        discussion: """
            What the template has stays, what it lacks is filled in: content, references, depth, \
            time, hashes. With an identity (--as and --key, or a file that has both) the event is signed. A line feed follows each event, \
            so that several make a file of events.
            """)

    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var surroundings: EventSurroundingsOptions
    @OptionGroup var document: DocumentOptions

    @OptionGroup(title: "Identity") var source: IdentitySourceOptions

    @Flag(help: "Print a JSON object with the event and its ID for each event.")
    var json = false

    mutating func validate() throws {
        if let gap = source.gap(canServe: false) { throw gap }
        if source.key == "-", document.input.path == nil {
            throw ValidationError("the key and the template cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let version = try room.version()
        let builder = EventBuilder(
            version: version, surroundings: try surroundings.surroundings(version, context),
            state: try surroundings.stateEvents(version), signer: try source.identity(context))
        let (printsJSON, isLine) = (json, document.ndjson)
        try await ParallelRun(options: document, context: context).run { bytes in
            let built = try builder.build(bytes)
            for lacking in built.lacks {
                let whose = lacking.stateKey.isEmpty ? "" : " of \(lacking.stateKey)"
                context.note(
                    "the state has no \(lacking.type)\(whose): servers reject the event",
                    hint: "--state takes the state before the event; --auth-events adds to it")
            }
            guard printsJSON else {
                return .init(output: built.bytes + (isLine ? [] : [UInt8(ascii: "\n")]))
            }
            let event = try EventInput.document(built.bytes, version)
            return .init(json: try event.json(of: built.bytes), isLine: isLine)
        }
    }
}
