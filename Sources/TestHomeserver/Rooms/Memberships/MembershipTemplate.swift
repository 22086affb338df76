import FederationCore
import MatrixJSON
import RoomEvents
import RoomState

/// Answers `make_join`, `make_knock` and `make_leave`: a template of the event, as far as it would be allowed.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#joining-rooms>
struct MembershipTemplate {
    private let room: RoomCall
    private let act: MembershipAct
    private let user: UserID

    init(_ call: EndpointCall, _ act: MembershipAct) throws(Refusal) {
        room = try RoomCall(call)
        self.act = act
        do {
            user = try UserID(parsing: call.argument("userId") ?? "")
        } catch {
            throw .invalid("'userId': \(error)")
        }
        try room.requireServerInRoom()
        if act == .join { try room.requireWholeState() }
        guard user.serverName == room.origin else {
            throw .forbidden("\(user) is no user of \(room.origin)")
        }
    }

    /// The template, with the version of the room.
    func answer() throws(Refusal) -> Answer {
        try checkVersion()
        var template = try allowedTemplate()
        for name in ["hashes", "signatures", "event_id"] { template[name] = nil }
        template["origin"] = .string(room.call.server.name.description)
        return .json([
            "room_version": .string(room.room.version.identifier), "event": .object(template),
        ])
    }

    private func allowedTemplate() throws(Refusal) -> JSONObject {
        let restriction = RestrictedJoin(user, room)
        guard act == .join, try restriction.needsAuthoriser() else {
            return try template(authorisedBy: nil)
        }
        for candidate in restriction.candidates {
            // Who may not let others in is passed over.
            if let template = try? template(authorisedBy: candidate) { return template }
        }
        throw restriction.ungrantable
    }

    private func template(authorisedBy authoriser: UserID?) throws(Refusal) -> JSONObject {
        var content: JSONObject = ["membership": .string(act.rawValue)]
        if let authoriser {
            content["join_authorised_via_users_server"] = .string(authoriser.description)
        }
        let template: JSONObject = [
            "type": "m.room.member", "state_key": .string(user.description),
            "content": .object(content),
        ]
        let (now, sender, server) = (room.call.now, user, room.call.server.name)
        return try room.room.read { timeline in
            Result { () throws(Refusal) in
                try timeline.template(of: template, by: sender, at: now, on: server)
            }
        }.get()
    }

    /// Refuses a server that does not know the version of the room, where the endpoint asks for versions.
    private func checkVersion() throws(Refusal) {
        guard room.call.endpoint.parameters.contains(where: { $0.name == "ver" }) else { return }
        var known = room.call.query.filter { $0.name == "ver" }.map(\.value)
        if known.isEmpty { known = ["1"] }
        let version = room.room.version.identifier
        guard !known.contains(where: { $0.utf8.elementsEqual(version.utf8) }) else { return }
        throw .incompatible(
            version,
            "the room is of version \(version), and 'ver' names \(known.joined(separator: ", "))")
    }
}
