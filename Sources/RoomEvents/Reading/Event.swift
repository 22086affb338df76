public import FederationCore
public import MatrixJSON

/// An event whose form is right for its room version.
///
/// That says nothing of its hashes and signatures, and nothing of whether it is allowed.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#pdus>
public struct Event: Sendable {
    /// The event as it came, and its canonical form.
    public let source: EventDocument
    /// The event ID: given in room versions 1 and 2, computed since.
    public let eventID: EventID
    /// The room; of an `m.room.create` that names its room, the one of that name.
    public let roomID: RoomID
    /// The type, such as `m.room.message`.
    public let type: String
    /// Who sent it.
    public let sender: UserID
    /// What the event is the state of, beside its type; none where it is no state.
    public let stateKey: String?
    /// How far it is from the beginning of the room, as it says.
    public let depth: Int64
    /// When it was made, as it says, in milliseconds since the Unix epoch.
    public let originServerTS: Int64
    /// The events before it.
    public let prevEventIDs: [EventID]
    /// The events that it says allow it.
    public let authEventIDs: [EventID]
    /// What it redacts, wherever the room version writes it; none where it is no redaction.
    public let redacts: EventID?

    /// Reads an event strictly.
    ///
    /// - Parameters:
    ///   - bytes: The event.
    ///   - version: The room version whose rules it is read by.
    ///   - limitsReferences: Whether `prev_events` and `auth_events` may have only so many events; they are
    ///     not counted where history is filled in.
    /// - Throws: ``EventFormatError`` with everything that is wrong with its form.
    public init(
        parsing bytes: [UInt8], version: RoomVersion, limitsReferences: Bool = true
    ) throws(EventFormatError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, numbers: version.rules.numbers)
        } catch {
            throw EventFormatError(
                version: version, violations: formatViolations(of: bytes, version: version))
        }
        let source = EventDocument(document, version: version)
        var reader = EventReader(source, limitsReferences: limitsReferences)
        guard let fields = reader.read() else {
            throw EventFormatError(version: version, violations: reader.violations)
        }
        self.source = source
        eventID = fields.eventID
        roomID = fields.roomID
        type = fields.type
        sender = fields.sender
        stateKey = fields.stateKey
        depth = fields.depth
        originServerTS = fields.originServerTS
        prevEventIDs = fields.prevEventIDs
        authEventIDs = fields.authEventIDs
        redacts = fields.redacts
    }

    /// The room version whose rules it was read by.
    public var version: RoomVersion { source.version }

    /// The event as it came.
    public var document: JSONDocument { source.document }

    /// The content.
    public var content: JSONElement { document.root["content"] ?? document.root }

    /// Whether it is state.
    public var isState: Bool { stateKey != nil }
}
