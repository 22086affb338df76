import ArgumentParser
import FederationCore
import Rendering
import RoomEvents

/// `fedctl event hash`: the content hash of an event, or its reference hash.
struct EventHashCommand: ExemplifiedCommand {
    static let example = "fedctl event hash --room-version 11 event.json"

    static let configuration = CommandConfiguration(
        commandName: "hash",
        abstract: "Print the content hash of an event.",
        usage: "fedctl event hash --room-version <version> [options] [<file>]",
        discussion: """
            The hash is computed, whatever 'hashes' of the event says, and printed in unpadded base64.
            """)

    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var document: DocumentOptions

    @Flag(help: "Print the reference hash, which event IDs are made of, in its place.")
    var reference = false

    @Flag(help: "Print a JSON object with both hashes for each event.")
    var json = false

    func run() async throws {
        let version = try room.version()
        let (isReference, printsJSON, isLine) = (reference, json, document.ndjson)
        try await ParallelRun(options: document, context: .current).run { bytes in
            let event = try EventInput.document(bytes, version)
            if printsJSON { return .init(json: event.hashJSON, isLine: isLine) }
            let hash = isReference ? event.referenceHash : event.contentHash
            return .init(text: UnpaddedBase64.encode(hash), isLine: isLine)
        }
    }
}
