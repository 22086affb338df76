import ArgumentParser
import FederationCore
import Findings
import Rendering
import RoomEvents
import SigningKeys

/// `fedctl event inspect`: everything that an event tells by itself.
struct EventInspectCommand: ExemplifiedCommand {
    static let example = "fedctl event inspect event.json"

    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show hashes, IDs, signatures and canonical form of an event.",
        usage: "fedctl event inspect [options] [<file>]",
        discussion: """
            Where --room-version is not given, the room version is found by trying which one fits \
            the form, the ID (--event-id) and the signatures whose keys are known.
            """)

    @OptionGroup var room: OptionalRoomVersionOptions
    @OptionGroup var keys: VerifyKeyOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var document: DocumentOptions

    @Option(
        help: ArgumentHelp("The ID by which others know the event.", valueName: "event-id"))
    var eventID: String?

    @Flag(help: "Print a JSON object for each event.")
    var json = false

    mutating func validate() throws {
        if keys.keys.contains("-"), document.input.path == nil {
            throw ValidationError("the keys and the event cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let version = try room.version()
        let known = try eventID.map(ArgumentText.eventID)
        let ring = try keys.keyRing(network, context)
        let run = ParallelRun(options: document, context: context)
        let (printsJSON, isLine) = (json, document.ndjson)
        let (_, isExpired) = try await Deadline.run(network.deadline) {
            try await run.run { bytes in
                let event = try await EventInspection(
                    of: bytes, version: version, knownAs: known, keys: ring)
                // Looking at an event is no demand that its keys be known.
                let status: ExitStatus =
                    event.report.verdict == .fail ? .findings : .success
                if printsJSON { return .init(json: event.json, isLine: isLine, status: status) }
                let text = isLine ? event.lineText : event.text
                return .init(text: text, isLine: isLine, status: status)
            }
        }
        if isExpired { throw CommandFailure.unreachable("the deadline came first") }
    }
}
