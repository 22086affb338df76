import ArgumentParser
import Rendering
import RoomEvents

/// `fedctl event redact`: what is left of an event after redaction.
struct EventRedactCommand: ExemplifiedCommand {
    static let example = "fedctl event redact --room-version 11 event.json"

    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Print the redacted form of an event as canonical JSON.",
        usage: "fedctl event redact --room-version <version> [options] [<file>]",
        discussion: """
            Nothing follows the last byte of a single event. 'signatures' is kept and 'unsigned' is \
            not; with --signed both are left out, and so are the bytes that signatures are over.
            """)

    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var document: DocumentOptions

    @Flag(help: "Print the bytes that signatures and the reference hash are over.")
    var signed = false

    @Flag(help: "Print a JSON object with the event and its ID for each event.")
    var json = false

    func run() async throws {
        let version = try room.version()
        let (isSigned, printsJSON, isLine) = (signed, json, document.ndjson)
        try await ParallelRun(options: document, context: .current).run { bytes in
            let event = try EventInput.document(bytes, version)
            let redacted = isSigned ? event.signedBytes : event.redactedBytes
            guard printsJSON else { return .init(output: redacted) }
            return .init(json: try event.json(of: redacted), isLine: isLine)
        }
    }
}
