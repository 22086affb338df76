import ArgumentParser
import FederationCore
import Rendering
import RoomEvents

/// `fedctl event sign`: adds the content hash and a signature to an event.
struct EventSignCommand: ExemplifiedCommand {
    static let example =
        "fedctl event sign --as example.org --key signing.key --room-version 11 event.json"

    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Hash and sign an event, and print it as canonical JSON.",
        usage: """
            fedctl event sign --as <name> --key <file> --room-version <version> [options] [<file>]
            """,
        discussion: """
            The content hash is computed anew; other signatures, and 'unsigned', are kept. Nothing \
            follows the last byte of a single event.
            """)

    @OptionGroup var signer: SignerOptions
    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var document: DocumentOptions

    @Flag(help: "Keep the content hash that the event has, right or wrong.")
    var keepHash = false

    @Flag(help: "Print a JSON object with the event and its ID for each event.")
    var json = false

    mutating func validate() throws {
        if signer.keyFile.key == "-", document.input.path == nil {
            throw ValidationError("the key and the event cannot both be standard input")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let version = try room.version()
        let server = try signer.serverName()
        let key = try signer.signingKey(context)
        let (keepsHash, printsJSON, isLine) = (keepHash, json, document.ndjson)
        try await ParallelRun(options: document, context: context).run { bytes in
            let signed = try signEvent(
                bytes, version: version, as: server, with: key, keepsHash: keepsHash)
            guard printsJSON else { return .init(output: signed) }
            let event = try EventInput.document(signed, version)
            return .init(json: try event.json(of: signed), isLine: isLine)
        }
    }
}
