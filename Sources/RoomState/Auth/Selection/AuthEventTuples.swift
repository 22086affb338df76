public import FederationCore
public import MatrixJSON
public import RoomEvents

/// What the `auth_events` of an event may name: the state that lets its sender send it.
///
/// An event names those of them that are in the room's state. For a create event, nothing.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#auth-events-selection>
public func authEventTuples(for event: Event) -> [StateTuple] {
    authEventTuples(
        type: event.type, stateKey: event.stateKey, sender: event.sender, content: event.content,
        rules: event.version.rules)
}

/// What the `auth_events` of an event that is still to be made may name.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#auth-events-selection>
public func authEventTuples(
    type: String, stateKey: String?, sender: UserID, content: JSONElement,
    rules: RoomVersionRules
) -> [StateTuple] {
    if type == "m.room.create" { return [] }
    var tuples: [StateTuple] = rules.createEventNamesRoom ? [] : [.create]
    tuples.append(.powerLevels)
    let sender = StateTuple.member(sender.description)
    tuples.append(sender)
    guard type == "m.room.member", let stateKey else { return tuples }
    let target = StateTuple.member(stateKey)
    if target != sender { tuples.append(target) }
    let membership = content["membership"]?.string
    if ["join", "invite", "knock"].contains(membership) { tuples.append(.joinRules) }
    if membership == "invite",
        let token = content["third_party_invite"]?["signed"]?["token"]?.string
    {
        tuples.append(.thirdPartyInvite(token))
    }
    if membership == "join", rules.restrictedJoins,
        let user = content["join_authorised_via_users_server"]?.string
    {
        let authoriser = StateTuple.member(user)
        if !tuples.contains(authoriser) { tuples.append(authoriser) }
    }
    return tuples
}
