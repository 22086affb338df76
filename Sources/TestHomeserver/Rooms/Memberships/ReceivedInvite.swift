import FederationCore
import MatrixJSON
import RoomEvents

/// Takes an invite of a user of this server, and signs it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#put_matrixfederationv2inviteroomideventid>
struct ReceivedInvite {
    private let call: EndpointCall
    private let version: RoomVersion
    private let event: [UInt8]
    private let roomState: [JSONElement]?

    /// Reads `{room_version, event, invite_room_state}`.
    init(_ call: EndpointCall) throws(Refusal) {
        self.call = call
        let root = call.body?.root
        guard let text = root?["room_version"], let event = root?["event"] else {
            let name = root?["event"] == nil ? "event" : "room_version"
            throw Refusal(400, "M_MISSING_PARAM", "there is no '\(name)' in the body")
        }
        guard let identifier = text.string else { throw .invalid("'room_version' is no text") }
        do {
            version = try RoomVersion(parsing: identifier)
        } catch {
            throw .incompatible(identifier, "\(error); \(error.hint)")
        }
        self.event = Array(event.rawBytes)
        roomState = root?["invite_room_state"]?.elements
    }

    /// Reads an invite of the first version of the endpoint, which is for room versions 1 and 2 and names none.
    init(firstVersion call: EndpointCall) throws(Refusal) {
        self.call = call
        // The room says which of the two it is, where it is here; the form of events is the same.
        let known = try? call.hostedRoom.version
        let usual = RoomVersion.all.first { $0.rules.eventIDFormat == .serverChosen }
        guard let version = known ?? usual, version.rules.eventIDFormat == .serverChosen else {
            throw .invalid("a room of version \(known.map(\.description) ?? "") needs version 2")
        }
        self.version = version
        event = call.body?.bytes ?? []
        roomState = call.body?.root["unsigned"]?["invite_room_state"]?.elements
    }

    /// The event with the signature of this server.
    func answer() async throws(Refusal) -> Answer {
        try await signed().answer
    }

    /// The same in the form of the first version.
    func answerOfFirstVersion() async throws(Refusal) -> Answer {
        try await signed().answerOfFirstVersion
    }

    private func signed() async throws(Refusal) -> AnswerObject {
        var invite = try MembershipEvent(event, "invite", version: version, call: call)
        let key = invite.event.stateKey ?? ""
        // A state key that is no user ID is nobody of this server.
        guard let user = try? UserID(parsing: key), user.serverName == call.server.name else {
            throw .invalid("'\(key)' is no user of \(call.server.name)")
        }
        guard call.state.isUser(user) else { throw call.missing("user") }
        if let room = call.state.rooms[invite.event.roomID] {
            try RoomCall.checkAccess(of: try call.signedOrigin, to: room)
        }
        try await invite.verify()
        try await checkRoomState(of: invite.event.roomID)
        try invite.sign()
        call.state.rooms.keep(invite: invite.event, for: user)
        var answer = AnswerObject()
        answer.add("event", document: invite.event.source.canonicalBytes)
        return answer
    }

    /// Holds what comes with the invite to the rules, where the create event names the room.
    ///
    /// For other rooms the specification lets servers be lenient, since old ones send less.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#inviting-to-a-room>
    private func checkRoomState(of room: RoomID) async throws(Refusal) {
        guard version.rules.createEventNamesRoom else { return }
        var create: Event?
        for element in roomState ?? [] {
            let event: Event
            do {
                event = try Event(parsing: Array(element.rawBytes), version: version)
            } catch {
                throw .invalid("'invite_room_state' has what is \(error)")
            }
            guard event.roomID == room else {
                throw .invalid("'invite_room_state' has an event of \(event.roomID)")
            }
            let verdict = await verify(event, keys: call.verifyKeys)
            guard verdict.isSigned else {
                throw .invalid("'invite_room_state' has \(event.eventID), which is not signed")
            }
            if event.type.utf8.elementsEqual("m.room.create".utf8) { create = event }
        }
        guard create != nil else {
            throw .invalid("'invite_room_state' has no m.room.create")
        }
    }
}
