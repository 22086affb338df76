import FederationCore
import MatrixJSON

extension EventReader {
    /// The room ID that is written in the event; none where a create event has none and need not.
    mutating func readRoomID(isCreate: Bool, typeIsKnown: Bool) -> RoomID? {
        if rules.createEventNamesRoom {
            if isCreate {
                if let element = root["room_id"] {
                    report(
                        .unexpected, at: "room_id",
                        "expected nothing in m.room.create, whose event ID makes the room ID, "
                            + "found \(element.words)", element)
                }
                return nil
            }
            if !typeIsKnown, root["room_id"] == nil { return nil }
        }
        let roomID = readIdentifier("room_id", .room) { (text) throws(IdentifierError) in
            try RoomID(parsing: text)
        }
        guard let roomID else { return nil }
        let hasServerName = roomID.serverName != nil
        guard hasServerName != rules.createEventNamesRoom else {
            let form = hasServerName ? "'!' and a hash" : "'!local:server'"
            report(
                .otherForm, at: "room_id",
                "expected \(form) in room version \(source.version), found '\(roomID)'",
                root["room_id"])
            return nil
        }
        return roomID
    }

    /// The event ID that is written in the event, in the room versions where it is.
    mutating func readEventID() -> EventID? {
        guard rules.eventIDFormat == .serverChosen else {
            if let element = root["event_id"] {
                report(
                    .unexpected, at: "event_id",
                    "expected nothing since room version 3, where the event ID is computed, "
                        + "found \(element.words)", element)
            }
            return nil
        }
        return required("event_id", .string).flatMap { eventID(in: $0, at: "event_id") }
    }

    /// An event ID of the form that the room version has.
    mutating func eventID(in element: JSONElement, at path: String) -> EventID? {
        let eventID = identifier(in: element, at: path) { (text) throws(IdentifierError) in
            try EventID(parsing: text)
        }
        guard let eventID else { return nil }
        if eventID.has(rules.eventIDFormat.form) { return eventID }
        report(
            .otherForm, at: path,
            "expected \(rules.eventIDFormat.words) in room version \(source.version), found "
                + "'\(eventID)'", element)
        return nil
    }

    mutating func readReferences(_ name: String, most: Int) -> [EventID] {
        guard let array = required(name, .array) else { return [] }
        let elements = array.elements
        let most = limitsReferences ? most : elements.count
        if elements.count > most {
            report(
                .tooManyReferences, at: name,
                "expected at most \(most) events, found \(elements.count)", array)
        }
        var references: [EventID] = []
        references.reserveCapacity(min(elements.count, most))
        // Of too many, only those are looked at that there might be.
        for (index, element) in elements.prefix(most).enumerated() {
            if let reference = reference(element, name, index) { references.append(reference) }
        }
        return references
    }

    private mutating func reference(
        _ element: JSONElement, _ name: String, _ index: Int
    ) -> EventID? {
        switch rules.references {
        case .eventIDs where element.kind == .string:
            return eventID(in: element, at: "\(name)[\(index)]")
        case .eventIDs:
            report(
                .malformedReference, at: "\(name)[\(index)]",
                "expected an event ID, found \(element.words)", element)
            return nil
        case .pairs:
            let pair = element.elements
            if pair.count == 2, pair[0].kind == .string, pair[1]["sha256"]?.kind == .string {
                return eventID(in: pair[0], at: "\(name)[\(index)][0]")
            }
            report(
                .malformedReference, at: "\(name)[\(index)]",
                "expected [event ID, {\"sha256\": hash}], found \(element.words)", element)
            return nil
        }
    }

    /// What the event redacts.
    ///
    /// Where the room version writes it into the content, it is no part of the form.
    mutating func readRedacts(type: String?) -> EventID? {
        guard !rules.redactsInContent else {
            guard let type, type.utf8.elementsEqual("m.room.redaction".utf8) else { return nil }
            let text = root["content"]?["redacts"]?.string
            // An event ID that is none redacts nothing.
            return text.flatMap { try? EventID(parsing: $0) }
        }
        return optional("redacts", .string).flatMap { element in
            identifier(in: element, at: "redacts") { (text) throws(IdentifierError) in
                try EventID(parsing: text)
            }
        }
    }
}
