public import FederationCore
public import RoomEvents

/// Judges an event against a state.
///
/// - Parameters:
///   - event: The event.
///   - state: The state, of which what `authEventTuples(for:)` names is enough.
///   - signers: The servers whose signature of the event is known to be valid; where nothing is given,
///     a signature that is there counts as valid.
/// - Returns: The rule that decided, and why.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#authorisation-rules>
public func authorize(
    _ event: Event, against state: AuthState, signedBy signers: Set<ServerName>? = nil
) -> AuthDecision {
    AuthCase(event, state: state, authEvents: nil, signers: signers).decision()
}

/// Judges an event against the events that it names in `auth_events`, and these events themselves.
///
/// - Parameters:
///   - event: The event.
///   - authEvents: The events that it names, and any others, which are not looked at; where the create
///     event names the room, it is looked for among them too.
///   - rejected: The events that were rejected themselves.
///   - signers: The servers whose signature of the event is known to be valid; where nothing is given,
///     a signature that is there counts as valid.
///   - facts: What is already known of events of the room.
/// - Returns: The rule that decided, and why.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#authorisation-rules>
public func authorize(
    _ event: Event, authEvents: [Event], rejected: Set<EventID> = [],
    signedBy signers: Set<ServerName>? = nil, facts: AuthFacts = AuthFacts()
) -> AuthDecision {
    authorize(
        event, authEvents: Dictionary(authEvents.map { ($0.eventID, $0) }) { first, _ in first },
        rejected: rejected, signedBy: signers, facts: facts)
}

/// Judges an event against the events that it names in `auth_events`, and these events themselves.
///
/// - Parameters:
///   - event: The event.
///   - authEvents: The events that it names, and any others, by their IDs.
///   - rejected: The events that were rejected themselves.
///   - signers: The servers whose signature of the event is known to be valid; where nothing is given,
///     a signature that is there counts as valid.
///   - facts: What is already known of events of the room.
/// - Returns: The rule that decided, and why.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#authorisation-rules>
public func authorize(
    _ event: Event, authEvents: [EventID: Event], rejected: Set<EventID> = [],
    signedBy signers: Set<ServerName>? = nil, facts: AuthFacts = AuthFacts()
) -> AuthDecision {
    let list = AuthEventList(of: event, among: authEvents, rejected: rejected)
    let create = event.roomCreateEvent { authEvents[$0] }
    var state = AuthState(list.events, create: create, facts: facts)
    let namesRoom = event.version.rules.createEventNamesRoom
    state.createIsRejected =
        namesRoom && event.roomID.createEventID.map { rejected.contains($0) } ?? false
    return AuthCase(event, state: state, authEvents: list, signers: signers).decision()
}
