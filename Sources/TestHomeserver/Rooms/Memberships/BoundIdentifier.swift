import FederationCore
import MatrixJSON
import RoomEvents

/// Takes note that a third-party identifier belongs to a user of this server, and has the invites that
/// wait for it turned into invites of the user.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#put_matrixfederationv13pidonbind>
struct BoundIdentifier {
    private let call: EndpointCall
    private let user: UserID

    init(_ call: EndpointCall) throws(Refusal) {
        self.call = call
        do {
            user = try UserID(parsing: call.body?.root["mxid"]?.string ?? "")
        } catch {
            throw .invalid("'mxid': \(error)")
        }
        guard user.serverName == call.server.name, call.state.isUser(user) else {
            throw call.missing("user")
        }
    }

    /// Asks the server of everyone who invited.
    func answer() async throws(Refusal) -> Answer {
        for invite in call.body?.root["invites"]?.elements ?? [] {
            try await exchange(invite)
        }
        return AnswerObject().answer
    }

    private func exchange(_ invite: JSONElement) async throws(Refusal) {
        guard let room = invite["room_id"]?.string, let inviter = invite["sender"]?.string,
            let signed = invite["signed"]?.value
        else { throw Refusal(400, "M_BAD_JSON", "an invite lacks 'room_id', 'sender' or 'signed'") }
        let content: JSONObject = [
            "membership": "invite",
            "third_party_invite": [
                "display_name": .string(user.localPart), "signed": signed,
            ],
        ]
        let roomID: RoomID
        let server: ServerName
        do {
            roomID = try RoomID(parsing: room)
            server = try UserID(parsing: inviter).serverName
        } catch {
            throw .invalid("\(error)")
        }
        if server == call.server.name {
            guard let hosted = call.state.rooms[roomID] else { throw call.missing("room") }
            _ = try await ThirdPartyExchange(
                call, hosted, inviter: inviter, invited: user.description, content: content
            ).answer()
        } else {
            try await ask(
                server, about: roomID,
                [
                    "type": "m.room.member", "room_id": .string(room),
                    "sender": .string(inviter), "state_key": .string(user.description),
                    "content": .object(content),
                ])
        }
    }

    private func ask(
        _ server: ServerName, about room: RoomID, _ body: JSONObject
    ) async throws(Refusal) {
        guard let federation = call.state.federation,
            let endpoint = Endpoint.named("exchange-third-party-invite")
        else { throw Refusal(502, "M_UNKNOWN", "\(call.server.name) asks no other server") }
        do {
            let request = try FederationRequest(
                endpoint, to: server,
                parameters: [RequestParameter("roomId", room.description)],
                body: .json(.object(body)))
            let exchange = try await federation.send(
                request,
                signedBy: FederationIdentity(
                    serverName: call.server.name, key: call.server.signingKey))
            if let refusal = exchange.refusal {
                throw Refusal(502, "M_UNKNOWN", "\(server) refused: \(refusal)")
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(502, "M_UNKNOWN", "\(server) was not reached: \(error)")
        }
    }
}
