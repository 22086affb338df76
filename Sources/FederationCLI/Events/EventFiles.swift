import FederationCore
import MatrixJSON
import RoomEvents

/// Reads events from files: one a line, one JSON document of an event, an array of events, or an object
/// with such arrays, as servers answer.
enum EventFiles {
    /// The documents of a file, as they came.
    ///
    /// A file whose first line is an object of its own is read line by line.
    static func documents(_ file: InputFile) throws(CommandFailure) -> [[UInt8]] {
        let bytes = try file.bytes()
        do {
            return elements(of: try JSONDocument(parsing: bytes, numbers: .preserving).root)
        } catch let whole {
            let lines = bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
                .filter { !$0.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }
            // A document over several lines is no file of lines, and its own mistake is told.
            guard lines.count > 1, isObject(lines[0]) else {
                throw .badInput("\(file.displayName): \(whole)")
            }
            return lines
        }
    }

    /// The events of a file.
    static func events(
        _ file: InputFile, _ version: RoomVersion
    ) throws(CommandFailure) -> [Event] {
        var events: [Event] = []
        for (index, document) in try documents(file).enumerated() {
            do {
                events.append(try Event(parsing: document, version: version))
            } catch {
                throw .badInput("\(file.displayName): event \(index + 1): \(error)")
            }
        }
        return events
    }

    /// The events of several files; of those with the same ID, the first.
    static func events(
        _ paths: [String], _ version: RoomVersion
    ) throws(CommandFailure) -> [Event] {
        var events: [Event] = []
        for path in paths { events += try Self.events(InputFile(path), version) }
        return unique(events)
    }

    /// The events without those whose ID came before.
    static func unique(_ events: [Event]) -> [Event] {
        var seen: Set<EventID> = []
        return events.filter { seen.insert($0.eventID).inserted }
    }

    private static func isObject(_ line: [UInt8]) -> Bool {
        // What is wrong with a line is told when it is read as an event.
        (try? JSONDocument(parsing: line, numbers: .preserving))?.root.kind == .object
    }

    /// The members under which servers answer with events.
    private static let lists = ["pdus", "auth_chain", "state", "events", "auth_events"]

    private static func elements(of root: JSONElement) -> [[UInt8]] {
        if root.kind == .array { return root.elements.map { Array($0.rawBytes) } }
        let lists = lists.compactMap { root[$0] }.filter { $0.kind == .array }
        guard root["type"] == nil, !lists.isEmpty else { return [Array(root.rawBytes)] }
        return lists.flatMap { list in list.elements.map { Array($0.rawBytes) } }
    }
}
