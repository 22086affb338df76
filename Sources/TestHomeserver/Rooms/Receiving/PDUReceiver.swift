import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Takes events of other servers into the rooms of this one.
struct PDUReceiver {
    private let acting: ActingServer
    private let origin: ServerName?

    /// Takes what `origin` sends.
    init(_ acting: ActingServer, from origin: ServerName?) {
        self.acting = acting
        self.origin = origin
    }

    init(_ call: EndpointCall) {
        self.init(call.acting, from: call.origin)
    }

    /// Puts an event to the checks on receipt; where events before it are missing, the origin is asked for
    /// them first.
    func receive(_ event: Event, in room: HostedRoom) async -> Receipt {
        let keys = await EventKeyTable(for: [event.source], from: acting.verifyKeys)
        let receipt = room.receive(event, keys: keys)
        guard receipt.verdict == .undecided, let origin,
            let gap = RoomGap(acting, room, origin: origin)
        else { return receipt }
        await gap.close(before: event)
        return room.receive(event, keys: keys)
    }
}
