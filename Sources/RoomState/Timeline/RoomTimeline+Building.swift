public import FederationCore
public import MatrixJSON
public import RoomEvents

extension RoomTimeline {
    /// What an event that is still to be made gets from the room: the events that it comes after, at most
    /// twenty of the greatest depth, and those of the current state that let its sender send it.
    ///
    /// The events that let the sender send it are as they came, redacted or not: it is judged by them. What is
    /// built names them by their IDs and hashes, which redaction does not change.
    ///
    /// - Parameters:
    ///   - draft: The event as far as it is known, with `type`, `sender` and, where it has them, `state_key`
    ///     and `content`.
    ///   - time: When it is made, in milliseconds since the Unix epoch.
    ///   - eventIDLocalPart: Between `$` and `:` in the event ID of room versions 1 and 2.
    /// - Returns: What `buildEvent` asks for.
    /// - Throws: ``EventBuildError`` where the draft does not say who sends what.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#auth-events-selection>
    public func surroundings(
        for draft: JSONObject, time: Int64, eventIDLocalPart: String? = nil
    ) throws(EventBuildError) -> EventSurroundings {
        guard case .string(let type)? = draft["type"] else { throw .missing("type") }
        guard case .string(let text)? = draft["sender"], let sender = try? UserID(parsing: text)
        else { throw .missing("sender") }
        var stateKey: String?
        if case .string(let text)? = draft["state_key"] { stateKey = text }
        var content: JSONObject = [:]
        if case .object(let object)? = draft["content"] { content = object }
        return surroundings(
            type: type, stateKey: stateKey, sender: sender, content: content, time: time,
            eventIDLocalPart: eventIDLocalPart)
    }

    /// The same of an event whose parts are known.
    public func surroundings(
        type: String, stateKey: String? = nil, sender: UserID, content: JSONObject, time: Int64,
        eventIDLocalPart: String? = nil
    ) -> EventSurroundings {
        surroundings(
            type: type, stateKey: stateKey, sender: sender, content: content, time: time,
            eventIDLocalPart: eventIDLocalPart, behind: forwardExtremities, in: current)
    }

    /// The same of an event that comes after chosen ones, so that the line of the room parts there.
    ///
    /// - Parameters:
    ///   - previous: The events that it comes after.
    ///   - type: Its type.
    ///   - stateKey: Its state key; none where it is no state.
    ///   - sender: Who sends it.
    ///   - content: Its content.
    ///   - time: When it is made, in milliseconds since the Unix epoch.
    ///   - eventIDLocalPart: Between `$` and `:` in the event ID of room versions 1 and 2.
    /// - Returns: What `buildEvent` asks for; none where one of the events is not there, or the state after
    ///   it is not known.
    public func surroundings(
        after previous: [EventID], type: String, stateKey: String? = nil, sender: UserID,
        content: JSONObject, time: Int64, eventIDLocalPart: String? = nil
    ) -> EventSurroundings? {
        let nodes = previous.compactMap { run.index.graph.numbers[$0] }
        guard nodes.count == previous.count, !nodes.isEmpty,
            nodes.allSatisfy({ run.states.after[Int($0)] != nil })
        else { return nil }
        return surroundings(
            type: type, stateKey: stateKey, sender: sender, content: content, time: time,
            eventIDLocalPart: eventIDLocalPart, behind: previous.compactMap { self[$0] },
            in: run.states.resolved(after: nodes, remembering: memory))
    }

    private func surroundings(
        type: String, stateKey: String?, sender: UserID, content: JSONObject, time: Int64,
        eventIDLocalPart: String?, behind previous: [Event], in state: SharedMap
    ) -> EventSurroundings {
        // Content that cannot be read names no token and no user.
        let document = try? JSONDocument(parsing: content.canonicalBytes(), numbers: .preserving)
        let tuples = (document ?? Self.empty).map { content in
            authEventTuples(
                type: type, stateKey: stateKey, sender: sender, content: content.root,
                rules: version.rules)
        }
        return EventSurroundings(
            originServerTS: time,
            prevEvents: Array(previous.prefix(EventLimits.prevEvents)),
            authEvents: (tuples ?? []).compactMap { wholeEvent($0, in: state) },
            sender: sender, roomID: roomID, eventIDLocalPart: eventIDLocalPart)
    }

    private static var empty: JSONDocument? {
        try? JSONDocument(parsing: Array("{}".utf8), numbers: .preserving)
    }
}
