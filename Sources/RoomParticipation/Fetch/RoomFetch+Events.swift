public import FederationCore
import Findings
import MatrixJSON
public import RoomEvents

extension RoomFetch {
    /// One event.
    ///
    /// - Throws: ``ParticipationError``, also where the event that comes is another one or does not pass.
    public func event(
        _ id: EventID, from server: ServerName
    ) async throws(ParticipationError) -> FetchedEvents {
        var question = question(to: server)
        let reply = try await question.ask("event", [RequestParameter("eventId", "\(id)")])
        let elements = try question.events("pdus", of: reply)
        guard elements.count == 1 else {
            throw question.fail(
                .malformed("expected one event in 'pdus', found \(elements.count)"))
        }
        let ids = await question.audit.read([("pdus", elements)])[0]
        if let other = ids.first(where: { $0 != id }) {
            question.audit.findings.add(
                .asked, .fail, "another event came than the one that was asked for",
                expected: "\(id)", got: "\(other)")
        }
        let events = question.audit.usable(ids).filter { $0.eventID == id }
        question.audit.findings.pass([.form, .room, .signature, .contentHash, .asked])
        guard !events.isEmpty else {
            throw question.fail(
                .unusable(question.audit.findings.failures(of: ParticipationCheck.all)))
        }
        return question.result(events)
    }

    /// Events before `ids`, and these themselves.
    ///
    /// - Parameters:
    ///   - ids: The events to go back from.
    ///   - known: Those of them that are there, which tell what leads back where the answer does not.
    ///   - limit: The most events.
    ///   - server: The server that is asked.
    /// - Returns: The events, in the order of the answer.
    /// - Throws: ``ParticipationError``.
    public func backfill(
        from ids: [EventID], known: [Event] = [], limit: Int, from server: ServerName
    ) async throws(ParticipationError) -> FetchedEvents {
        var question = question(to: server)
        let reply = try await question.ask(
            "backfill",
            [room] + ids.map { RequestParameter("v", "\($0)") }
                + [RequestParameter("limit", "\(limit)")])
        let elements = question.first(limit, of: try question.events("pdus", of: reply))
        // Spec: how many events a backfilled event names is not to be checked.
        question.audit.limitsReferences = false
        let found = await question.audit.read([("pdus", elements)])[0]
        if let missing = ids.first(where: { !found.contains($0) }), ids.count <= limit {
            question.audit.findings.add(
                .asked, .warn, "an event that was asked for is not there", expected: "\(missing)")
        }
        let usable = question.audit.usable(found)
        let events = question.keep(
            usable, reachedFrom: known + usable.filter { ids.contains($0.eventID) },
            orNamed: Set(ids), by: \.prevEventIDs)
        question.audit.findings.pass(Self.single + [.asked, .limit])
        return question.result(events)
    }

    /// The events that lead to `latest` and that are not `earliest` or before these.
    ///
    /// - Parameters:
    ///   - latest: The events whose ancestors are missing.
    ///   - earliest: Events that are there, to stop at.
    ///   - limit: The most events.
    ///   - minimumDepth: The least depth of an event.
    ///   - server: The server that is asked.
    /// - Returns: The events, in the order of the answer.
    /// - Throws: ``ParticipationError``.
    public func missingEvents(
        before latest: [Event], after earliest: [EventID], limit: Int = 10,
        minimumDepth: Int64 = 0, from server: ServerName
    ) async throws(ParticipationError) -> FetchedEvents {
        var question = question(to: server)
        let reply = try await question.ask(
            "missing-events",
            [room],
            body: [
                "earliest_events": .array(earliest.map { .string("\($0)") }),
                "latest_events": .array(latest.map { .string("\($0.eventID)") }),
                "limit": .integer(Int64(limit)), "min_depth": .integer(minimumDepth),
            ])
        let elements = question.first(limit, of: try question.events("events", of: reply))
        let found = await question.audit.read([("events", elements)])[0]
        let known = Set(earliest + latest.map(\.eventID))
        let events = question.audit.usable(found).filter { event in
            if known.contains(event.eventID) {
                question.audit.findings.add(
                    .asked, .fail, "\(event.eventID) came, which was there already")
                return false
            }
            guard event.depth < minimumDepth else { return true }
            question.audit.findings.add(
                .asked, .fail, "\(event.eventID) has a smaller depth than was asked for",
                expected: "at least \(minimumDepth)", got: "\(event.depth)")
            return false
        }
        let kept = question.keep(events, reachedFrom: latest, by: \.prevEventIDs)
        question.audit.findings.pass(Self.single + [.asked, .limit])
        return question.result(kept)
    }

    /// The event that is closest to a time.
    ///
    /// - Throws: ``ParticipationError``.
    public func event(
        nearestTo timestamp: Int64, _ direction: SearchDirection, from server: ServerName
    ) async throws(ParticipationError) -> FetchedMoment {
        var question = question(to: server)
        let reply = try await question.ask(
            "timestamp-to-event",
            [
                room, RequestParameter("ts", "\(timestamp)"),
                RequestParameter("dir", direction.rawValue),
            ])
        // What is no event ID is told, as what it is.
        guard let id = reply["event_id"]?.string.flatMap({ try? EventID(parsing: $0) }) else {
            throw question.fail(
                .malformed(
                    "expected an event ID in 'event_id', found \(reply["event_id"].excerpt)"))
        }
        guard let time = reply["origin_server_ts"]?.integer else {
            throw question.fail(
                .malformed(
                    "expected an integer in 'origin_server_ts', found "
                        + reply["origin_server_ts"].excerpt))
        }
        let isRight = direction == .forwards ? time >= timestamp : time <= timestamp
        if !isRight {
            question.audit.findings.add(
                .asked, .fail, "the event lies in the other direction",
                expected: "\(direction == .forwards ? "at least" : "at most") \(timestamp)",
                got: "\(time)")
        }
        question.audit.findings.pass([.asked])
        question.conversation.note(.checkAnswer, "\(id)")
        return FetchedMoment(
            eventID: id, originServerTS: time, findings: question.audit.findings.sorted,
            steps: question.conversation.steps)
    }

    /// What is checked of events that come without their auth chains.
    private static let single: [ParticipationCheck] = [
        .form, .room, .repeated, .signature, .contentHash,
    ]
}
