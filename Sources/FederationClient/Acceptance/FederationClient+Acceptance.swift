public import FederationCore
import MatrixJSON
public import RoomEvents

extension FederationClient {
    /// Asks `server` for the events of a fault; call it some seconds after they were sent.
    public func found(
        _ plan: CraftedPlan, on server: ServerName, signedBy identity: FederationIdentity
    ) async -> [FoundEvent] {
        await find(plan.events, on: server, signedBy: identity)
    }

    /// Asks `server` for events that were sent to it, and whether they became part of their rooms.
    ///
    /// Where the server hands an event out, it is asked for the template of a leave event, which names the
    /// ends of the room, and for the history before those: what it accepted is there.
    ///
    /// - Parameters:
    ///   - pdus: The events.
    ///   - server: The server.
    ///   - identity: Who signs.
    ///   - version: The version of their room, where the server does not say it.
    /// - Returns: How each was found, in their order.
    public func find(
        _ pdus: [TransactionPDU], on server: ServerName, signedBy identity: FederationIdentity,
        version: RoomVersion? = nil
    ) async -> [FoundEvent] {
        var found: [FoundEvent] = []
        var views: [EventSighting.Place: RoomView] = [:]
        for pdu in pdus {
            switch await sight(pdu, on: server, signedBy: identity) {
            case .missing(let outcome): found.append(outcome)
            case .there(let sighting):
                guard let place = sighting.place else {
                    found.append(sighting.unplaced("it does not say which room it is in"))
                    continue
                }
                let view: RoomView
                if let known = views[place] {
                    view = known
                } else {
                    view = await RoomView(place, by: self, on: server, signedBy: identity)
                    views[place] = view
                }
                found.append(await view.judged(sighting, version: version))
            }
        }
        return found
    }

    /// What a server says that is asked for an event.
    private enum Sight {
        case there(EventSighting)
        case missing(FoundEvent)
    }

    private func sight(
        _ pdu: TransactionPDU, on server: ServerName, signedBy identity: FederationIdentity
    ) async -> Sight {
        guard let eventID = pdu.eventID else {
            return .missing(.untold(reason: "the ID of the event is not known"))
        }
        do {
            guard let endpoint = Endpoint.named("event") else {
                return .missing(.untold(reason: "the table of endpoints has no row 'event'"))
            }
            let request = try FederationRequest(
                endpoint, to: server, parameters: [RequestParameter("eventId", "\(eventID)")])
            let exchange = try await send(request, signedBy: identity)
            if exchange.response.status == 404 { return .missing(.unknown) }
            if let refusal = exchange.refusal {
                return .missing(.untold(reason: refusal.description))
            }
            let answer = try JSONDocument(parsing: exchange.response.body, numbers: .preserving)
            guard let event = answer.root["pdus"]?.elements.first else { return .missing(.unknown) }
            return .there(EventSighting(event, of: eventID, sentAs: pdu))
        } catch {
            return .missing(.untold(reason: "\(error)"))
        }
    }
}
