public import FederationCore
import Findings
import MatrixJSON
public import RoomEvents
import RoomState

extension RoomFetch {
    /// The state before an event.
    ///
    /// - Throws: ``ParticipationError``.
    public func state(
        before id: EventID, from server: ServerName
    ) async throws(ParticipationError) -> FetchedState {
        var question = question(to: server)
        let reply = try await question.ask("state", [room, RequestParameter("event_id", "\(id)")])
        let lists = [
            ("pdus", try question.events("pdus", of: reply)),
            ("auth_chain", try question.events("auth_chain", of: reply)),
        ]
        let ids = await question.audit.read(lists)
        question.audit.authorizeAll()
        let state = question.audit.state(ids[0], before: id)
        question.audit.findings.pass(
            ParticipationCheck.events + [.create, .slots, .before])
        question.conversation.note(.checkAnswer, "\(state.count) state events")
        return FetchedState(
            state: question.audit.inOrder(ids[0], of: state),
            authChain: question.audit.usable(ids[1]),
            findings: question.audit.findings.sorted, steps: question.conversation.steps)
    }

    /// The IDs of the state before an event.
    ///
    /// - Throws: ``ParticipationError``.
    public func stateIDs(
        before id: EventID, from server: ServerName
    ) async throws(ParticipationError) -> FetchedStateIDs {
        var question = question(to: server)
        let reply = try await question.ask(
            "state-ids", [room, RequestParameter("event_id", "\(id)")])
        let stateElements = try question.events("pdu_ids", of: reply)
        let chainElements = try question.events("auth_chain_ids", of: reply)
        var state = question.ids(stateElements, named: "pdu_ids")
        let chain = question.ids(chainElements, named: "auth_chain_ids")
        if state.contains(id) {
            question.audit.findings.add(.before, .fail, "the state has the event itself")
            state.removeAll { $0 == id }
        }
        question.audit.findings.pass([.form, .repeated, .before])
        question.conversation.note(.checkAnswer, "\(state.count) state events")
        return FetchedStateIDs(
            state: state, authChain: chain, findings: question.audit.findings.sorted,
            steps: question.conversation.steps)
    }

    /// The complete auth chain of an event, which does not have the event itself.
    ///
    /// Where the room ID names the create event, no chain need have it: it is asked for by itself where
    /// neither the answer nor `known` has it.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - known: Events that were verified before.
    ///   - server: The server that is asked.
    /// - Returns: The chain, in the order of the answer.
    /// - Throws: ``ParticipationError``.
    public func authChain(
        of event: Event, known: [Event] = [], from server: ServerName
    ) async throws(ParticipationError) -> FetchedEvents {
        var question = question(to: server)
        let reply = try await question.ask(
            "event-auth", [room, RequestParameter("eventId", "\(event.eventID)")])
        let elements = try question.events("auth_chain", of: reply)
        let ids = await question.audit.read([("auth_chain", elements)])[0]
        question.audit.trust(known)
        let createID = version.rules.createEventNamesRoom ? roomID.createEventID : nil
        if let createID, question.audit.events[createID] == nil {
            let create = try await self.event(createID, from: server)
            question.audit.trust(create.events)
        }
        question.audit.authorizeAll()
        if case .rejected(let rule, _, let reason) = question.audit.decision(on: event) {
            question.audit.findings.add(
                .ownEvent, .fail, "its auth chain does not allow the event: \(rule): \(reason)")
        }
        let events = question.keep(
            question.audit.usable(ids), reachedFrom: [event],
            orNamed: Set([createID].compactMap(\.self)), by: \.authEventIDs)
        question.audit.findings.pass(ParticipationCheck.events + [.ownEvent, .asked])
        return question.result(events)
    }
}

extension RoomFetch.Question {
    /// The event IDs of a list, each once.
    fileprivate mutating func ids(_ elements: [JSONElement], named name: String) -> [EventID] {
        var seen: Set<EventID> = []
        return elements.enumerated().compactMap { position, element in
            let place = EventPlace(list: name, position: position)
            // What is no event ID is told, as what it is.
            guard let id = element.string.flatMap({ try? EventID(parsing: $0) }) else {
                audit.findings.add(
                    .form, .fail, "\(place) is no event ID", got: element.excerpt)
                return nil
            }
            guard seen.insert(id).inserted else {
                audit.findings.add(.repeated, .fail, "\(place), \(id), is there twice")
                return nil
            }
            return id
        }
    }
}
