public import FederationCore
public import MatrixJSON

/// The content hash that the event has to have, 32 bytes.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#calculating-the-content-hash-for-an-event>
public func contentHash(of document: JSONDocument, version: RoomVersion) -> [UInt8] {
    EventDocument(document, version: version).contentHash
}

/// The reference hash of the event, 32 bytes.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#calculating-the-reference-hash-for-an-event>
public func referenceHash(of document: JSONDocument, version: RoomVersion) -> [UInt8] {
    EventDocument(document, version: version).referenceHash
}

/// The event ID; none in room versions 1 and 2 where the event gives none, or one that is malformed.
public func eventID(of document: JSONDocument, version: RoomVersion) -> EventID? {
    EventDocument(document, version: version).eventID
}

/// The redacted event in canonical form, with its signatures and without `unsigned`.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#redactions>
public func redact(_ document: JSONDocument, version: RoomVersion) -> [UInt8] {
    EventDocument(document, version: version).redactedBytes
}
