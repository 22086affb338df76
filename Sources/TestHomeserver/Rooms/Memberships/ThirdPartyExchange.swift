import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Turns the invite of a third-party identifier, which a user of this server made, into an invite.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#put_matrixfederationv1exchange_third_party_inviteroomid>
struct ThirdPartyExchange {
    private let call: EndpointCall
    private let room: HostedRoom
    private let inviter: UserID
    private let invited: UserID
    private let content: JSONObject

    /// Reads the partial event that the server of the invited user sent.
    init(_ call: EndpointCall) throws(Refusal) {
        let room = try RoomCall(call)
        try room.requireServerInRoom()
        guard let root = call.body?.root else { throw .invalid("there is no body") }
        for name in ["type", "room_id", "sender", "state_key", "content"] where root[name] == nil {
            throw Refusal(400, "M_MISSING_PARAM", "there is no '\(name)' in the body")
        }
        guard root["type"]?.string == "m.room.member",
            root["room_id"]?.string == room.room.id.description,
            case .object(let content)? = root["content"]?.value,
            content["membership"] == "invite", content["third_party_invite"]?["signed"] != nil
        else { throw .invalid("the body is no invite to \(room.room.id) by a third party") }
        try self.init(
            call, room.room, inviter: root["sender"]?.string ?? "",
            invited: root["state_key"]?.string ?? "", content: content)
        guard invited.serverName == room.origin else {
            throw .forbidden("\(invited) is no user of \(room.origin)")
        }
    }

    /// The exchange for an identifier that was bound to `invited`.
    init(
        _ call: EndpointCall, _ room: HostedRoom, inviter: String, invited: String,
        content: JSONObject
    ) throws(Refusal) {
        self.call = call
        self.room = room
        self.content = content
        do {
            self.inviter = try UserID(parsing: inviter)
            self.invited = try UserID(parsing: invited)
        } catch {
            throw .invalid("\(error)")
        }
        guard self.inviter.serverName == call.server.name else {
            throw .forbidden("\(inviter) is no user of \(call.server.name)")
        }
    }

    /// Makes the invite, has it signed by the server of the invited user, and takes it into the room.
    func answer() async throws(Refusal) -> Answer {
        let template: JSONObject = [
            "type": "m.room.member", "state_key": .string(invited.description),
            "content": .object(content),
        ]
        let event = try room.make(template, by: inviter, on: call.state, at: call.now)
        let countersigned = try await countersigned(event)
        let receipt = await PDUReceiver(call).receive(countersigned, in: room)
        guard receipt.verdict == .accepted else {
            throw .forbidden(receipt.cause?.description ?? "\(receipt.verdict)")
        }
        await RoomRelay(call.acting).hand(countersigned, of: room)
        return AnswerObject().answer
    }

    /// The invite as the server of the invited user gives it back; where nobody goes out, as it is.
    private func countersigned(_ event: Event) async throws(Refusal) -> Event {
        guard invited.serverName != call.server.name, let federation = call.state.federation,
            let endpoint = Endpoint.named("invite")
        else { return event }
        let state = room.read { $0.strippedState }
        var body = AnswerObject()
        body.add("room_version", .string(room.version.identifier))
        body.add("event", document: event.federationBytes)
        body.add("invite_room_state", events: state)
        do {
            let request = try FederationRequest(
                endpoint, to: invited.serverName,
                parameters: [
                    RequestParameter("roomId", room.id.description),
                    RequestParameter("eventId", event.eventID.description),
                ], body: .bytes(body.answer.body))
            let identity = FederationIdentity(
                serverName: call.server.name, key: call.server.signingKey)
            let exchange = try await federation.send(request, signedBy: identity)
            if let refusal = exchange.refusal { throw unreachable("\(refusal)") }
            let document = try JSONDocument(
                parsing: exchange.response.body, numbers: room.version.rules.numbers)
            guard let answered = document.root["event"] else {
                throw unreachable("the answer has no event")
            }
            let signed = try Event(parsing: Array(answered.rawBytes), version: room.version)
            guard signed.eventID == event.eventID else {
                throw unreachable("the answer has another event")
            }
            return signed
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw unreachable("\(error)")
        }
    }

    private func unreachable(_ reason: String) -> Refusal {
        Refusal(502, "M_UNKNOWN", "\(invited.serverName) did not take the invite: \(reason)")
    }
}
