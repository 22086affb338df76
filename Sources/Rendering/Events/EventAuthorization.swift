public import FederationCore
public import RoomEvents
public import RoomState

/// What the authorisation rules say of one event: by its auth events, and by a state.
public struct EventAuthorization: Sendable {
    /// The event.
    public let event: Event
    /// What decided.
    public let decision: AuthDecision
    /// Against what that was.
    public let stage: Stage

    /// Against what an event is judged.
    public enum Stage: String, Sendable, Hashable {
        /// The events that it names in `auth_events`.
        case authEvents = "auth-events"
        /// A state.
        case state
    }

    /// Judges `event`, first by its auth events and then, where it is given, by a state.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
    public init(
        _ event: Event, authEvents: [Event], state: [Event]?, rejected: Set<EventID> = []
    ) {
        self.event = event
        let byAuthEvents = authorize(event, authEvents: authEvents, rejected: rejected)
        guard byAuthEvents.isAllowed, let state else {
            decision = byAuthEvents
            stage = .authEvents
            return
        }
        let known = (state + authEvents).filter { !rejected.contains($0.eventID) }
        let create = event.roomCreateEvent { id in known.first { $0.eventID == id } }
        decision = authorize(
            event,
            against: AuthState(
                state.filter { !rejected.contains($0.eventID) }, create: create))
        stage = .state
    }
}
