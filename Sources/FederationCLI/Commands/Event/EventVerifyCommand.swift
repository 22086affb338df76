import ArgumentParser
import Findings
import Rendering
import RoomEvents
import SigningKeys

/// `fedctl event verify`: the form, the content hash and the signatures of an event.
struct EventVerifyCommand: ExemplifiedCommand {
    static let example = "fedctl event verify --room-version 11 --fetch --explain event.json"

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the form, the content hash and the signatures of an event.",
        usage: "fedctl event verify --room-version <version> [options] [<file>]",
        discussion: """
            Every signature is judged with the keys that are given or fetched. Where the key of one \
            that is required is not known, the event is not verified.
            """)

    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var keys: VerifyKeyOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var document: DocumentOptions

    @Flag(help: "Try the usual mistakes, and name the one that explains what does not verify.")
    var explain = false

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
        let ring = try keys.keyRing(network, context)
        let run = ParallelRun(options: document, context: context)
        let (explains, printsJSON, isLine) = (explain, json, document.ndjson)
        let others = explain ? await ring.knownKeys.all : []
        let (_, isExpired) = try await Deadline.run(network.deadline) {
            try await run.run { bytes in
                let report = try await EventReport(
                    judging: bytes, version: version, keys: ring, explains: explains,
                    otherKeys: others)
                let status = ExitStatus(ofVerdict: report.verdict)
                if printsJSON { return .init(json: report.json, isLine: isLine, status: status) }
                let text = isLine ? report.lineText : report.text
                return .init(text: text, isLine: isLine, status: status)
            }
        }
        if isExpired { throw CommandFailure.unreachable("the deadline came first") }
    }
}
