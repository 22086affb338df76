import ArgumentParser
import FederationCore
import Rendering
import RoomEvents

/// `fedctl event id`: the ID of an event.
struct EventIDCommand: ExemplifiedCommand {
    static let example = "fedctl event id --room-version 11 event.json"

    static let configuration = CommandConfiguration(
        commandName: "id",
        abstract: "Print the ID of an event.",
        usage: "fedctl event id --room-version <version> [options] [<file>]",
        discussion: """
            Since room version 3 the ID is made of the reference hash; before that the event gives it.
            """)

    @OptionGroup var room: RoomVersionOptions
    @OptionGroup var document: DocumentOptions

    @Flag(help: "Print a JSON object for each event.")
    var json = false

    func run() async throws {
        let version = try room.version()
        let (printsJSON, isLine) = (json, document.ndjson)
        try await ParallelRun(options: document, context: .current).run { bytes in
            let event = try EventInput.document(bytes, version)
            guard let eventID = event.eventID else { throw MissingEventID() }
            if printsJSON { return .init(json: event.identifierJSON, isLine: isLine) }
            return .init(text: eventID.description, isLine: isLine)
        }
    }
}
