import FederationCore
import MatrixJSON
import RoomEvents

/// The events of a file: one a line, one JSON document of an event, an array of events, or an object with such
/// arrays, as servers answer.
struct EventFile {
    /// What the file is called in messages.
    let name: String
    /// The documents as they came, without those of an auth chain.
    let main: [[UInt8]]
    /// What the answer of a server has under `auth_chain`, and is no part of the state that it tells.
    let authChain: [[UInt8]]
    /// Which line each document of ``main`` is, from 1; none where the file does not hold lines.
    private let lineNumbers: [Int]?

    /// The members under which servers answer with events.
    private static let lists = ["pdus", "state", "events", "auth_events"]

    /// How many lines tell whether a file holds lines.
    private static let sampleCount = 20

    /// Reads a file, of which some lines may be no JSON.
    init(_ file: InputFile) throws(CommandFailure) {
        name = file.displayName
        let bytes = try file.bytes()
        let whole: JSONDocument
        do {
            whole = try JSONDocument(parsing: bytes, numbers: .preserving)
        } catch {
            guard let lines = Self.lines(of: bytes) else {
                throw .badInput("\(file.displayName): \(error)")
            }
            (main, authChain) = (lines.map(\.bytes), [])
            lineNumbers = lines.map(\.number)
            return
        }
        lineNumbers = nil
        let root = whole.root
        let chain = root["type"] == nil ? Self.list("auth_chain", of: root) : nil
        let lists = root["type"] == nil ? Self.lists.compactMap { Self.list($0, of: root) } : []
        authChain = chain ?? []
        if root.kind == .array {
            main = root.elements.map { Array($0.rawBytes) }
        } else if lists.isEmpty, chain == nil {
            main = [bytes]
        } else {
            main = lists.flatMap(\.self)
        }
    }

    /// Where a document of ``documents`` stands, such as `events.ndjson: line 3`.
    func place(_ index: Int) -> String {
        guard let lineNumbers, index < lineNumbers.count else {
            return "\(name): event \(index + 1)"
        }
        return "\(name): line \(lineNumbers[index])"
    }

    /// All documents.
    var documents: [[UInt8]] { main + authChain }

    /// The events of the state that the file tells; of those with the same ID, the first.
    func stateEvents(_ version: RoomVersion) throws(CommandFailure) -> [Event] {
        try events(of: main, version)
    }

    /// All events; of those with the same ID, the first.
    func events(_ version: RoomVersion) throws(CommandFailure) -> [Event] {
        try events(of: documents, version)
    }

    private func events(
        of documents: [[UInt8]], _ version: RoomVersion
    ) throws(CommandFailure) -> [Event] {
        var events: [Event] = []
        for (index, document) in documents.enumerated() {
            do {
                events.append(try Event(parsing: document, version: version))
            } catch {
                throw .badInput("\(place(index)): \(error)")
            }
        }
        return EventFiles.unique(events)
    }

    /// The lines that are not empty, where most of the first ones are objects.
    ///
    /// Of a document over several lines few are, and its own mistake is told.
    private static func lines(of bytes: [UInt8]) -> [(number: Int, bytes: [UInt8])]? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated().map { (number: $0.offset + 1, bytes: Array($0.element)) }
            .filter { !$0.bytes.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }
        let sample = lines.prefix(sampleCount)
        let objects = sample.count { line in
            // What is wrong with a line is told when it is read as an event.
            (try? JSONDocument(parsing: line.bytes, numbers: .preserving))?.root.kind == .object
        }
        return lines.count > 1 && objects * 2 >= sample.count ? lines : nil
    }

    /// A member that is a list of objects, as events are.
    private static func list(_ name: String, of root: JSONElement) -> [[UInt8]]? {
        guard let list = root[name], list.kind == .array else { return nil }
        let elements = list.elements
        guard elements.allSatisfy({ $0.kind == .object }) else { return nil }
        return elements.map { Array($0.rawBytes) }
    }
}
