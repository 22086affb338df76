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
    /// them first, and where the signature of the policy server is, that one.
    func receive(_ given: Event, in room: HostedRoom) async -> Receipt {
        let keys = await EventKeyTable(for: [given.source], from: acting.verifyKeys)
        var event = given
        if room.read({ $0.receipt(of: given.eventID) }) == nil {
            let verdict = verify(given, keys: keys)
            // Who forges events has nobody asked about them.
            if verdict.contentHash.matches, verdict.required.allSatisfy(\.isSatisfied) {
                event = await countersigned(given, in: room)
            }
        }
        let receipt = room.receive(event, keys: keys)
        guard receipt.verdict == .undecided, let origin,
            let gap = RoomGap(acting, room, origin: origin)
        else { return receipt }
        await gap.close(before: event)
        return room.receive(event, keys: keys)
    }

    /// An event with the signature of the policy server of its room, which is asked for it where it is missing.
    ///
    /// Where the policy server refuses, or cannot be asked, the event is as it was, and fails softly.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-policy-server-signatures>
    func countersigned(_ event: Event, in room: HostedRoom) async -> Event {
        guard let policy = room.read(\.namedPolicyServer), room.servers.contains(policy.server),
            !event.isPolicy
        else { return event }
        let required = verify(event, keys: EventKeyTable(), policyServer: policy).required
        guard
            !required.contains(where: {
                $0.required.reason == .policyServer && $0.isSatisfied
            })
        else { return event }
        return (try? await acting.signed(event, by: policy)) ?? event
    }
}
