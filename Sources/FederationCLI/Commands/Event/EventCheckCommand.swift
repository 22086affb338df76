import ArgumentParser
import FederationCore
import Rendering
import RoomEvents
import RoomState
import SigningKeys

/// `fedctl event check`: the checks on receipt, over a whole set of events.
struct EventCheckCommand: ExemplifiedCommand {
    static let example = "fedctl event check --room-version 11 --keys keys.json room.ndjson"

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the events of a room as a server checks what it receives.",
        usage: "fedctl event check --room-version <version> [options] [<file>…]",
        discussion: """
            The events of all files are of one room, in any order, one a line or in an array. Each is \
            accepted, soft-failed, rejected, dropped, or undecided for want of events that it names. \
            Signatures are checked only where keys are given or fetched.
            """)

    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var keys: VerifyKeyOptions
    @OptionGroup var network: NetworkOptions

    @Argument(help: "Files of events; none, or '-', is standard input.")
    var files: [String] = []

    @Flag(help: "Print every event, the accepted ones too.")
    var all = false

    @Flag(help: "Print a JSON object with every event.")
    var json = false

    @Flag(help: "Print a JSON object for each event, one a line.")
    var ndjson = false

    func run() async throws {
        let context = CommandContext.current
        let version = try room.version()
        let documents = try EventFiles.documents(files.isEmpty ? ["-"] : files, version)
        var table: EventKeyTable?
        if keys.fetch || !keys.keys.isEmpty || !keys.verifyKey.isEmpty {
            let ring = try keys.keyRing(network, context)
            let sources = documents.compactMap { bytes in
                // What is no event is told by the check.
                try? EventInput.document(bytes, version)
            }
            let (looked, isExpired) = try await Deadline.run(network.deadline) {
                await EventKeyTable(for: sources, from: ring)
            }
            if isExpired { throw CommandFailure.unreachable("the deadline came first") }
            table = looked
        }
        let set: EventSetReport
        do {
            set = EventSetReport(
                try ReceiptCheck(version: version, keys: table).report(on: documents),
                version: version, checksSignatures: table != nil)
        } catch {
            throw CommandFailure.badInput("\(error)")
        }
        if ndjson {
            context.console.result(set.lines.map { $0.lineText + "\n" }.joined())
        } else {
            context.console.result(json ? set.json.prettyText + "\n" : set.text(all: all))
        }
        try context.finish(with: ExitStatus(ofVerdict: set.verdict))
    }
}
