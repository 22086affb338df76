import FederationCore
import Findings
import RoomEvents
import RoomParticipation
import RoomState

extension ActingServer {
    /// Fetches events of a room from before what is here, and takes them in as history.
    ///
    /// - Parameters:
    ///   - room: The room.
    ///   - server: Who is asked; none is one of those in the room.
    ///   - ids: The events to go back from; none are those that are missing here.
    ///   - limit: How many events are fetched at most.
    /// - Returns: What came of them.
    /// - Throws: 502 where the server does not help, 404 where nothing is missing or nobody can be asked.
    func backfill(
        _ room: HostedRoom, from server: ServerName? = nil, before ids: [EventID] = [],
        limit: Int
    ) async throws(Refusal) -> FetchedHistory {
        let source = try source(of: room, asked: server)
        var history = FetchedHistory(server: source.server)
        var wanted = ids.isEmpty ? room.read(\.missingPast) : ids
        guard !wanted.isEmpty else {
            throw Refusal(404, "M_NOT_FOUND", "nothing is missing from the history of the room")
        }
        while history.events.count < limit, !wanted.isEmpty {
            let count = min(Self.backfillLimit, limit - history.events.count)
            let fetched: FetchedEvents
            do {
                fetched = try await source.fetch.backfill(
                    from: Array(wanted.prefix(Self.backfillStarts)), limit: count,
                    from: source.server)
            } catch {
                // What came before it stays.
                guard history.events.isEmpty else { break }
                throw Refusal(error)
            }
            history.findings += fetched.findings.filter { $0.verdict != .pass }
            let new = fetched.events.filter { event in
                room.read { $0[event.eventID] == nil || $0.isOutlier(event.eventID) }
            }
            for event in new.sorted(by: { $0.depth < $1.depth }) {
                let receipt = await takePast(event, into: room, from: source)
                history.events.append((event: event, receipt: receipt))
            }
            let left = room.read(\.missingPast)
            // Who gives nothing new is not asked again.
            guard !new.isEmpty, ids.isEmpty else { break }
            wanted = left
        }
        return history
    }

    /// Fetches one event, and takes it in as history.
    func fetch(
        _ id: EventID, of room: HostedRoom, from server: ServerName? = nil
    ) async throws(Refusal) -> FetchedHistory {
        let source = try source(of: room, asked: server)
        let fetched: FetchedEvents
        do {
            fetched = try await source.fetch.event(id, from: source.server)
        } catch {
            throw Refusal(error)
        }
        var history = FetchedHistory(server: source.server)
        history.findings = fetched.findings.filter { $0.verdict != .pass }
        for event in fetched.events {
            let receipt = await takePast(event, into: room, from: source)
            history.events.append((event: event, receipt: receipt))
        }
        return history
    }

    /// How many events are asked for at a time, and how many events are named to go back from.
    private static let backfillLimit = 100
    private static let backfillStarts = 20

    /// Who is asked about the past of a room.
    private struct Source {
        let server: ServerName
        let fetch: RoomFetch
        let gap: RoomGap
    }

    private func source(
        of room: HostedRoom, asked: ServerName?
    ) throws(Refusal) -> Source {
        let others = room.servers.filter { $0 != name }
        let first = others.min { $0.description < $1.description }
        guard let server = asked ?? first else {
            throw Refusal(404, "M_NOT_FOUND", "no other server is in the room")
        }
        guard let participant, let gap = RoomGap(self, room, origin: server) else {
            throw goesNotOut
        }
        return Source(
            server: server,
            fetch: RoomFetch(room.id, version: room.version, as: participant), gap: gap)
    }

    /// Takes in an event of the past, where need be with the state before it from the one who gave it.
    private func takePast(
        _ event: Event, into room: HostedRoom, from source: Source
    ) async -> Receipt {
        let keys = await EventKeyTable(for: [event.source], from: verifyKeys)
        let receipt = room.receive(past: event, stateBefore: nil, keys: keys)
        guard receipt.verdict == .undecided,
            let state = await source.gap.fetchState(before: event)
        else { return receipt }
        return room.receive(past: event, stateBefore: state, keys: keys)
    }
}

extension RoomTimeline {
    /// The events before those of the history here that are not here themselves.
    fileprivate var missingPast: [EventID] {
        var missing: Set<EventID> = []
        var order: [EventID] = []
        for event in events where !isOutlier(event.eventID) {
            for id in event.prevEventIDs where self[id] == nil || isOutlier(id) {
                if missing.insert(id).inserted { order.append(id) }
            }
        }
        return order
    }
}
