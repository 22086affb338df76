import FederationCore
import MatrixJSON

/// Reads what an event says, and collects what is wrong with its form.
struct EventReader {
    let source: EventDocument
    let root: JSONElement
    let rules: RoomVersionRules
    /// Whether `prev_events` and `auth_events` may have only so many events.
    let limitsReferences: Bool
    private(set) var violations: [EventViolation] = []

    init(_ source: EventDocument, limitsReferences: Bool = true) {
        self.source = source
        self.limitsReferences = limitsReferences
        root = source.document.root
        rules = source.version.rules
    }

    /// Reads everything; none where anything is wrong.
    mutating func read() -> EventFields? {
        guard root.kind == .object else {
            report(.notAnObject, at: "", "expected an object, found \(root.words)", root)
            return nil
        }
        checkSize()
        let type = readText("type")
        let sender = readIdentifier("sender", .user) { (text) throws(IdentifierError) in
            try UserID(parsing: text)
        }
        let stateKey = readOptionalText("state_key")
        let isCreate = type.map { $0.utf8.elementsEqual("m.room.create".utf8) } ?? false
        let givenRoomID = readRoomID(isCreate: isCreate, typeIsKnown: type != nil)
        let givenEventID = readEventID()
        let depth = readDepth()
        let originServerTS = readInteger("origin_server_ts")
        let prevEventIDs = readReferences("prev_events", most: EventLimits.prevEvents)
        let authEventIDs = readReferences("auth_events", most: EventLimits.authEvents)
        let redacts = readRedacts(type: type)
        checkObjects()
        guard violations.isEmpty, let type, let sender, let depth, let originServerTS,
            let eventID = givenEventID ?? source.eventID,
            let roomID = givenRoomID ?? Self.roomID(ofCreateEvent: eventID)
        else { return nil }
        return EventFields(
            eventID: eventID, roomID: roomID, type: type, sender: sender, stateKey: stateKey,
            depth: depth, originServerTS: originServerTS, prevEventIDs: prevEventIDs,
            authEventIDs: authEventIDs, redacts: redacts)
    }

    /// The room that a create event names since room version 12.
    private static func roomID(ofCreateEvent eventID: EventID) -> RoomID? {
        // A URL-safe reference hash always makes a room ID.
        try? RoomID(parsing: "!" + eventID.description.dropFirst())
    }

    mutating func report(
        _ kind: EventViolation.Kind, at path: String, _ words: String, _ element: JSONElement?
    ) {
        guard violations.count < EventLimits.violations else { return }
        violations.append(
            EventViolation(
                kind: kind, path: path, words: words, offset: element?.byteRange.lowerBound))
    }

    private mutating func checkSize() {
        let count = source.canonicalBytes.count
        guard count > EventLimits.eventBytes else { return }
        report(
            .tooLarge, at: "",
            "the event has \(count) bytes of canonical JSON, and \(EventLimits.eventBytes) are "
                + "allowed", nil)
    }
}
