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

    /// What became of each event, in their order.
    func receive(_ events: [JSONElement]) async -> [PDUJudgement] {
        var judgements: [PDUJudgement] = []
        for event in events { judgements.append(await receive(event)) }
        return judgements
    }

    /// The answer to a transaction: an error or none by the ID of each event; one without an ID that can
    /// be known is left out.
    static func results(of judgements: [PDUJudgement]) -> JSONObject {
        var results = JSONObject()
        for judgement in judgements {
            guard let id = judgement.eventID else { continue }
            results[id] = .object(judgement.error.map { ["error": .string($0)] } ?? [:])
        }
        return results
    }

    private func receive(_ element: JSONElement) async -> PDUJudgement {
        var judgement = PDUJudgement(
            // Without the room, an ID is known only where the event gives one.
            eventID: element["event_id"]?.string, roomID: element["room_id"]?.string,
            type: element["type"]?.string, outcome: PDUJudgement.refused,
            cause: "there is no such room here")
        // What is no room ID names no room.
        guard let text = judgement.roomID, let roomID = try? RoomID(parsing: text),
            let room = call.state.rooms[roomID], room.hasJoined(call.server.name)
        else { return judgement }
        let bytes = Array(element.rawBytes)
        let event: Event
        do {
            event = try Event(parsing: bytes, version: room.version)
        } catch {
            judgement.eventID = eventID(of: bytes, room.version)
            judgement.cause = "\(error)"
            return judgement
        }
        judgement.eventID = event.eventID.description
        do {
            try RoomCall.checkAccess(of: origin, to: room)
        } catch {
            judgement.cause = error.message
            return judgement
        }
        judgement.take(await PDUReceiver(call).receive(event, in: room))
        return judgement
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
