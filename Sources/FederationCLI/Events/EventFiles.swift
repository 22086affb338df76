import FederationCore
import MatrixJSON
import RoomEvents

/// Reads events from several files.
enum EventFiles {
    /// The documents of the files, as they came; of exact copies, which answers of servers overlap in, the
    /// first.
    static func documents(
        _ paths: [String], _ version: RoomVersion
    ) throws(CommandFailure) -> [[UInt8]] {
        var documents: [[UInt8]] = []
        for path in paths { documents += try EventFile(InputFile(path)).documents }
        var seen: Set<[UInt8]> = []
        return documents.filter { document in
            // What cannot be read is told by whoever wants the event.
            guard let event = try? EventInput.document(document, version) else { return true }
            // Together the hashes are over everything but `unsigned` and the signatures.
            return seen.insert(event.contentHash + event.referenceHash).inserted
        }
    }

    /// The events of several files; of those with the same ID, the first.
    static func events(
        _ paths: [String], _ version: RoomVersion
    ) throws(CommandFailure) -> [Event] {
        var events: [Event] = []
        for path in paths { events += try EventFile(InputFile(path)).events(version) }
        return unique(events)
    }

    /// The events of the state that several files tell; of those with the same ID, the first.
    static func stateEvents(
        _ paths: [String], _ version: RoomVersion
    ) throws(CommandFailure) -> [Event] {
        var events: [Event] = []
        for path in paths { events += try EventFile(InputFile(path)).stateEvents(version) }
        return unique(events)
    }

    /// The events without those whose ID came before.
    static func unique(_ events: [Event]) -> [Event] {
        var seen: Set<EventID> = []
        return events.filter { seen.insert($0.eventID).inserted }
    }
}
