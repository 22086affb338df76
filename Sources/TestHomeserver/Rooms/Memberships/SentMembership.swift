import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Takes in what comes by `send_join`, `send_knock` and `send_leave`.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#joining-rooms>
struct SentMembership {
    private let room: RoomCall
    private let act: MembershipAct

    init(_ call: EndpointCall, _ act: MembershipAct) throws(Refusal) {
        room = try RoomCall(call)
        self.act = act
        try room.requireServerInRoom()
        if act == .join { try room.requireWholeState() }
    }

    /// Takes the event in, and gives it back as it is in the room.
    ///
    /// - Throws: 400 `M_INVALID_PARAM` for what is no such event or not signed, 403 for what the room's rules
    ///   refuse.
    func receive() async throws(Refusal) -> Event {
        let bytes = room.call.body?.bytes ?? []
        var membership = try MembershipEvent(
            bytes, act.rawValue, version: room.room.version, call: room.call)
        try membership.requireOwnMembership()
        if act == .join { try authorise(&membership) }
        try await membership.verify()
        let receipt = await PDUReceiver(room.call).receive(membership.event, in: room.room)
        // It may have got the signature of the policy server on its way.
        let event = room.room.read { $0[membership.event.eventID] } ?? membership.event
        switch receipt.verdict {
        case .accepted:
            await RoomRelay(room.call.acting).hand(event, of: room.room)
            return event
        case .undecided:
            throw .invalid(receipt.cause?.description ?? "the events before it are not known")
        case .rejected, .softFailed, .dropped:
            throw .forbidden(receipt.cause?.description ?? "\(receipt.verdict)")
        }
    }

    /// Signs a join that a user of this server lets in, after the conditions were looked at again.
    private func authorise(_ membership: inout MembershipEvent) throws(Refusal) {
        guard room.room.version.rules.restrictedJoins,
            let text = membership.event.content["join_authorised_via_users_server"]?.string
        else { return }
        let authoriser: UserID
        do {
            authoriser = try UserID(parsing: text)
        } catch {
            throw .invalid("'join_authorised_via_users_server': \(error)")
        }
        // Another server has to have signed it itself, which is seen when it is verified.
        guard authoriser.serverName == room.call.server.name else { return }
        _ = try RestrictedJoin(membership.event.sender, room).needsAuthoriser()
        try membership.sign()
    }

    // MARK: - Answers

    /// The answer to a join: the state before it, and what that stands on.
    func joined(by event: Event) throws(Refusal) -> AnswerObject {
        let omits = room.call.queryValue("omit_members") == "true"
        let name = room.call.server.name
        let answer = room.room.read { timeline -> AnswerObject? in
            guard let state = timeline.stateEvents(before: event.eventID) else { return nil }
            var answer = AnswerObject()
            let kept = omits ? JoinState(state).withoutMembers : state
            let known = Set(kept.map(\.eventID))
            let chain = timeline.fullAuthChain(of: kept + [event])
            answer.add("event", document: event.federationBytes)
            answer.add("origin", .string(name.description))
            answer.add("state", events: kept)
            answer.add(
                "auth_chain",
                events: omits ? chain.filter { !known.contains($0.eventID) } : chain)
            answer.add("members_omitted", .boolean(omits))
            if omits {
                answer.add("servers_in_room", .array(JoinState(state).servers))
            }
            return answer
        }
        guard let answer else { throw .invalid("the state before the event is not known") }
        return answer
    }

    /// The answer to a knock: what tells a room from others.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#put_matrixfederationv1send_knockroomideventid>
    func knocked() -> AnswerObject {
        var answer = AnswerObject()
        answer.add("knock_room_state", events: room.room.read { $0.strippedState })
        return answer
    }
}
