public import FederationCore
public import MatrixJSON

/// Builds an event from a template: what the template has stays, what it lacks is filled in.
///
/// `depth`, `prev_events` and `auth_events` come from the events that are given; `content`, `hashes` and
/// `signatures` are made. The event is not signed.
///
/// - Throws: ``EventBuildError`` where the template lacks what cannot be filled in, or makes no event.
public func buildEvent(
    from template: JSONObject, version: RoomVersion, in surroundings: EventSurroundings
) throws(EventBuildError) -> JSONObject {
    let event = try template.filled(version: version, from: surroundings)
    let hashed: JSONObject
    do {
        hashed = try event.addingContentHash(version: version)
    } catch {
        throw .unusable(error)
    }
    do {
        _ = try Event(parsing: hashed.canonicalBytes(), version: version)
    } catch {
        throw .malformed(error)
    }
    return hashed
}

/// Builds an event from a template and signs it as the sender's server.
///
/// - Throws: ``EventBuildError``.
public func buildEvent(
    from template: JSONObject, version: RoomVersion, in surroundings: EventSurroundings,
    signedBy server: ServerName, with key: SigningKey
) throws(EventBuildError) -> JSONObject {
    let event = try buildEvent(from: template, version: version, in: surroundings)
    do {
        return try signEvent(event, version: version, as: server, with: key, keepsHash: true)
    } catch {
        throw .unusable(error)
    }
}

extension JSONObject {
    /// The template with what it lacks.
    fileprivate func filled(
        version: RoomVersion, from surroundings: EventSurroundings
    ) throws(EventBuildError) -> JSONObject {
        var event = self
        guard event["type"] != nil else { throw .missing("type") }
        try event.fillIn("sender", with: surroundings.sender.map { .string("\($0)") })
        let isCreate = event["type"] == "m.room.create"
        if !(isCreate && version.rules.createEventNamesRoom) {
            try event.fillIn("room_id", with: surroundings.roomID.map { .string("\($0)") })
        }
        if version.rules.eventIDFormat == .serverChosen, event["event_id"] == nil {
            event["event_id"] = try event.chosenEventID(surroundings.eventIDLocalPart)
        }
        try event.fillIn("content", with: .object([:]))
        try event.fillIn("hashes", with: .object([:]))
        try event.fillIn("signatures", with: .object([:]))
        try event.fillIn("origin_server_ts", with: .integer(surroundings.originServerTS))
        try event.fillIn(
            "prev_events", with: version.rules.references(to: surroundings.prevEvents))
        try event.fillIn(
            "auth_events", with: version.rules.references(to: surroundings.authEvents))
        // At the limit, the depth stays there.
        let depth = surroundings.prevEvents.map(\.depth).max() ?? 0
        let next = depth < version.rules.maximumDepth ? depth + 1 : depth
        try event.fillIn("depth", with: .integer(next))
        return event
    }

    private mutating func fillIn(
        _ name: String, with value: JSONValue?
    ) throws(EventBuildError) {
        guard self[name] == nil else { return }
        guard let value else { throw .missing(name) }
        self[name] = value
    }

    private func chosenEventID(_ localPart: String?) throws(EventBuildError) -> JSONValue {
        guard let localPart, case .string(let text)? = self["sender"],
            let colon = text.firstIndex(of: ":")
        else { throw .missing("event_id") }
        return .string("$\(localPart)\(text[colon...])")
    }
}

extension RoomVersionRules {
    /// Names events as `prev_events` and `auth_events` do.
    func references(to events: [Event]) -> JSONValue {
        .array(
            events.map { event in
                let eventID = JSONValue.string("\(event.eventID)")
                guard references == .pairs else { return eventID }
                let hash = UnpaddedBase64.encode(event.source.referenceHash)
                return .array([eventID, .object(["sha256": .string(hash)])])
            })
    }
}
