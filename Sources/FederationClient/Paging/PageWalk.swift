public import FederationCore
import MatrixJSON

/// Walks through an answer that comes in pages: what is asked after each page, until there is nothing more.
public struct PageWalk: Sendable {
    private let way: Way
    private var parameters: [RequestParameter]
    private var asked: Set<ExactText> = []
    private var open: [String] = []
    private var pages = 1
    /// What is wrong with where the last page leads; none where nothing is.
    public private(set) var flaw: String?

    /// The most pages of a walk.
    public static let maximumPages = 10_000

    private enum Way { case directory, history, spaces }

    /// The walk through `endpoint`, whose first page is asked for with `parameters`; none for an operation
    /// that answers at once.
    public init?(_ endpoint: Endpoint, _ parameters: [RequestParameter]) {
        switch endpoint.name {
        case "public-rooms", "public-rooms-search": way = .directory
        case "backfill": way = .history
        case "hierarchy": way = .spaces
        default: return nil
        }
        self.parameters = parameters
        let places = parameters.filter { ["since", "v", "roomId"].contains($0.name) }
        asked = Set(places.map { ExactText($0.value) })
    }

    /// What the next page is asked for with; none after the last one, and none for a page that leads
    /// nowhere new.
    public mutating func next(after body: [UInt8]) -> [RequestParameter]? {
        // What is no JSON leads nowhere.
        guard pages < Self.maximumPages,
            let root = try? JSONDocument(parsing: body, numbers: .preserving).root
        else { return nil }
        pages += 1
        switch way {
        case .directory:
            guard let next = root["next_batch"], !next.isNull else { return nil }
            guard let token = next.string else {
                flaw = "'next_batch' is \(next.kind.words), and not a string"
                return nil
            }
            let parameters = ask(["since": [token]])
            if parameters == nil { flaw = "'next_batch' leads to a page that was had before" }
            return parameters
        case .history:
            return ask(["v": earliest(of: root)])
        case .spaces:
            let rooms = root["children"]?.elements ?? []
            open += rooms.filter { $0["room_type"]?.string == "m.space" }
                .compactMap { $0["room_id"]?.string }
            while let room = open.first {
                open.removeFirst()
                if let parameters = ask(["roomId": [room]]) { return parameters }
            }
            return nil
        }
    }

    /// The events that the earliest of a page stand on, as far as nothing was asked about them.
    private func earliest(of root: JSONElement) -> [String] {
        let events = root["pdus"]?.elements ?? []
        let depths = events.compactMap { $0["depth"]?.integer }
        guard let least = depths.min() else { return [] }
        return events.filter { $0["depth"]?.integer == least }
            .flatMap { $0["prev_events"]?.elements ?? [] }
            // Until room version 2, each is an array that begins with the ID.
            .compactMap { $0.string ?? $0.elements.first?.string }
    }

    /// The parameters with other values of one name; none where all of these were asked about.
    private mutating func ask(_ values: KeyValuePairs<String, [String]>) -> [RequestParameter]? {
        guard let (name, all) = values.first else { return nil }
        let new = all.filter { asked.insert(ExactText($0)).inserted }
        guard !new.isEmpty else { return nil }
        let place = parameters.firstIndex { $0.name == name } ?? parameters.endIndex
        parameters.removeAll { $0.name == name }
        parameters.insert(
            contentsOf: new.map { RequestParameter(name, $0) },
            at: min(place, parameters.endIndex))
        return parameters
    }
}
