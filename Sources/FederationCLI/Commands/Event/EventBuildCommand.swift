import ArgumentParser
import FederationCore
import MatrixJSON
import Rendering
import RoomEvents
import RoomState
import SigningKeys

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
            time, hashes. With --as and --key the event is signed. A line feed follows each event, \
            so that several make a file of events.
            """)

    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var surroundings: EventSurroundingsOptions
    @OptionGroup var document: DocumentOptions

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Sign as this server; needs --key.", valueName: "name"))
    var name: String?

    @Option(
        help: ArgumentHelp(
            "The signing key, in any format that fedctl knows; '-' is standard input.",
            valueName: "file"))
    var key: String?

    @OptionGroup var choice: KeyChoiceOptions

    @Flag(help: "Print a JSON object with the event and its ID for each event.")
    var json = false

    mutating func validate() throws {
        if (name == nil) != (key == nil) {
            throw ValidationError("--as and --key belong together")
        }
        if key == "-", document.input.path == nil {
            throw ValidationError("the key and the template cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let version = try room.version()
        let builder = EventBuilder(
            version: version, surroundings: try surroundings.surroundings(version, context),
            state: try surroundings.stateEvents(version), signer: try signer(context))
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

    private func signer(
        _ context: CommandContext
    ) throws -> (server: ServerName, key: SigningKey)? {
        guard let name, let path = key else { return nil }
        let server = try ArgumentText.serverName(name)
        guard let first = try choice.load(path, context).keys.first else {
            throw CommandFailure.badInput("\(path): no key in it")
        }
        return (server, first)
    }
}
