import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// A request about a room that this server is in.
struct RoomCall {
    /// The request.
    let call: EndpointCall
    /// Who asks.
    let origin: ServerName
    /// The room.
    let room: HostedRoom

    /// Finds the room of the path, and holds the request to the room's access control list where the row
    /// of the endpoint table says so.
    ///
    /// - Throws: The row's error for a room that is not here, or 403 `M_FORBIDDEN`.
    init(_ call: EndpointCall) throws(Refusal) {
        self.call = call
        origin = try call.signedOrigin
        room = try call.hostedRoom
        if call.endpoint.accessControl == .enforced { try Self.checkAccess(of: origin, to: room) }
    }

    /// Refuses a server that the access control list of a room denies.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#server-access-control-lists-acls>
    static func checkAccess(of server: ServerName, to room: HostedRoom) throws(Refusal) {
        guard room.read({ $0.admits(server) }) else {
            throw Refusal(
                403, "M_FORBIDDEN",
                "the access control list of the room denies \(server)")
        }
    }

    /// Refuses a server that has nobody in the room.
    func requireOriginInRoom() throws(Refusal) {
        guard room.hasJoined(origin) else {
            throw Refusal(403, "M_FORBIDDEN", "\(origin) has no user in the room")
        }
    }

    /// Refuses where this server has nobody in the room, so that it knows nothing of it any more.
    func requireServerInRoom() throws(Refusal) {
        guard room.hasJoined(call.server.name) else { throw call.missing("room") }
    }

    /// Refuses as long as members are missing from the state, which can be given to nobody then.
    func requireWholeState() throws(Refusal) {
        guard !room.read(\.isPartial) else {
            throw Refusal(
                404, "M_NOT_FOUND", "\(call.server.name) is still fetching the members of the room")
        }
    }

    /// An event of the room that the request names.
    func event(_ id: String) throws(Refusal) -> Event {
        // What is no event ID names no event.
        guard let eventID = try? EventID(parsing: id), let event = room.read({ $0[eventID] })
        else { throw call.missingEvent }
        return event
    }
}
