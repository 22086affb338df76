import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Takes the events of a transaction into their rooms, one after the other.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
struct TransactionEvents {
    private let call: EndpointCall
    private let origin: ServerName

    init(_ call: EndpointCall) throws(Refusal) {
        self.call = call
        origin = try call.signedOrigin
    }

    /// What became of each event, by its ID; an event without one that can be known is left out.
    func receive(_ events: [JSONElement]) async -> JSONObject {
        var results = JSONObject()
        for event in events {
            guard let (id, error) = await receive(event) else { continue }
            results[id] = .object(error.map { ["error": .string($0)] } ?? [:])
        }
        return results
    }

    private func receive(_ element: JSONElement) async -> (id: String, error: String?)? {
        // What is no room ID names no room.
        guard let text = element["room_id"]?.string, let roomID = try? RoomID(parsing: text),
            let room = call.state.rooms[roomID], room.hasJoined(call.server.name)
        else {
            // Without the room, an ID is known only where the event gives one.
            return element["event_id"]?.string.map { ($0, "there is no such room here") }
        }
        let bytes = Array(element.rawBytes)
        let event: Event
        do {
            event = try Event(parsing: bytes, version: room.version)
        } catch {
            return eventID(of: bytes, room.version).map { ($0, "\(error)") }
        }
        let id = event.eventID.description
        do {
            try RoomCall.checkAccess(of: origin, to: room)
        } catch {
            return (id, error.message)
        }
        let receipt = await PDUReceiver(call).receive(event, in: room)
        switch receipt.verdict {
        case .accepted, .softFailed: return (id, nil)
        case .rejected, .dropped, .undecided:
            return (id, receipt.cause?.description ?? "\(receipt.verdict)")
        }
    }

    /// The ID of what is no event of the version, where it has one all the same.
    private func eventID(of bytes: [UInt8], _ version: RoomVersion) -> String? {
        // What cannot be read has no ID.
        guard let document = try? JSONDocument(parsing: bytes, numbers: .preserving) else {
            return nil
        }
        return EventDocument(document, version: version).eventID?.description
    }
}
