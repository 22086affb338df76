import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Takes events of other servers into the rooms of this one.
struct PDUReceiver {
    private let call: EndpointCall

    init(_ call: EndpointCall) {
        self.call = call
    }

    /// Puts an event to the checks on receipt; where events before it are missing, the origin is asked for
    /// them first.
    func receive(_ event: Event, in room: HostedRoom) async -> Receipt {
        let keys = await EventKeyTable(for: [event.source], from: call.verifyKeys)
        let receipt = room.receive(event, keys: keys)
        guard receipt.verdict == .undecided, let gap = RoomGap(call, room) else { return receipt }
        await gap.close(before: event)
        return room.receive(event, keys: keys)
    }
}
