import FederationCore
import MatrixJSON
import RoomEvents

/// A membership event that a server sent to be taken into a room, held to what the endpoints demand of it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#put_matrixfederationv2send_joinroomideventid>
struct MembershipEvent {
    /// The event.
    private(set) var event: Event
    private let call: EndpointCall

    /// Reads an event whose membership has to be `membership`, and whose sender has to be of the origin.
    ///
    /// - Throws: 400 `M_INVALID_PARAM` with what is wrong.
    init(
        _ bytes: [UInt8], _ membership: String, version: RoomVersion, call: EndpointCall
    ) throws(Refusal) {
        self.call = call
        do {
            event = try Event(parsing: bytes, version: version)
        } catch {
            throw .invalid("\(error)")
        }
        let origin = try call.signedOrigin
        let room = try call.roomID
        try check(
            event.type.utf8.elementsEqual("m.room.member".utf8),
            "expected an event of the type m.room.member, found \(event.type)")
        let found = event.membership ?? "none"
        try check(
            found.utf8.elementsEqual(membership.utf8),
            "expected the membership \(membership), found \(found)")
        try check(
            event.sender.serverName == origin,
            "expected a sender of \(origin), found \(event.sender)")
        try check(event.roomID == room, "expected an event of \(room), found \(event.roomID)")
        let id = call.argument("eventId") ?? ""
        try check(
            event.eventID.description.utf8.elementsEqual(id.utf8),
            "the event is \(event.eventID), and the path names \(id)")
    }

    private func check(_ isRight: Bool, _ message: @autoclosure () -> String) throws(Refusal) {
        guard isRight else { throw .invalid(message()) }
    }

    /// Refuses an event that is about somebody else than its sender.
    func requireOwnMembership() throws(Refusal) {
        let key = event.stateKey ?? ""
        try check(
            key.utf8.elementsEqual(event.sender.description.utf8),
            "expected the state key \(event.sender), found '\(key)'")
    }

    /// Refuses an event whose content hash is another, or that not everyone has signed who has to.
    func verify() async throws(Refusal) {
        let verdict = await RoomEvents.verify(event, keys: call.verifyKeys)
        try check(verdict.contentHash.matches, "\(verdict.contentHash)")
        for required in verdict.required where !required.isSatisfied {
            throw .invalid("\(required)")
        }
    }

    /// Adds the signature of this server.
    mutating func sign() throws(Refusal) {
        do {
            let bytes = try signEvent(
                event.source.canonicalBytes, version: event.version, as: call.server.name,
                with: call.state.eventKey, keepsHash: true)
            event = try Event(parsing: bytes, version: event.version)
        } catch {
            throw .invalid("\(error)")
        }
    }
}
