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

    /// How many bytes of a room ID and of a type are told: as many as they may have.
    private static let nameLimit = 255
    /// How many bytes are told of why an event is not taken.
    private static let wordLimit = 500

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
            // Without the room, an ID is known only where the event gives one; what is no ID is none.
            eventID: element["event_id"]?.string.flatMap { try? EventID(parsing: $0) }?.description,
            roomID: element["room_id"]?.string?.cut(to: Self.nameLimit),
            type: element["type"]?.string?.cut(to: Self.nameLimit), outcome: PDUJudgement.refused,
            cause: "there is no such room here")
        // What is no room ID names no room.
        guard let text = element["room_id"]?.string, let roomID = try? RoomID(parsing: text),
            let room = call.state.rooms[roomID], room.hasJoined(call.server.name)
        else { return judgement }
        let bytes = Array(element.rawBytes)
        let event: Event
        do {
            event = try Event(parsing: bytes, version: room.version)
        } catch {
            judgement.eventID = eventID(of: bytes, room.version)
            judgement.cause = "\(error)".cut(to: Self.wordLimit)
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
        judgement.cause = judgement.cause?.cut(to: Self.wordLimit)
        return judgement
    }

    /// The ID of what is no event of the version, where it has one all the same.
    private func eventID(of bytes: [UInt8], _ version: RoomVersion) -> String? {
        // What cannot be read has no ID.
        guard let document = try? JSONDocument(parsing: bytes, numbers: .preserving) else {
            return nil
        }
        let id = EventDocument(document, version: version).eventID
        return id?.description.cut(to: Self.nameLimit)
    }
}
