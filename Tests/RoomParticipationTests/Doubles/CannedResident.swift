import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport

/// A server that is in a room and helps others into it, honestly but for what a test changes.
struct CannedResident: Sendable {
    var room: CannedRoom
    /// Who authorises joins; none where nobody need.
    var authoriser: String?
    /// The server that it is.
    var name = "resident.example"
    /// Changes the answer to the question for a template.
    var template: @Sendable (inout JSONObject) throws -> Void = { _ in }
    /// Changes the answer to the event.
    var answer: @Sendable (inout JSONObject, Event) throws -> Void = { _, _ in }
    /// Answers instead, where it gives something.
    var instead: @Sendable (FederationRequest) throws(FederationRequestError) -> HTTPResponse? = {
        _ in nil
    }

    init(_ room: CannedRoom, authoriser: String? = nil) {
        self.room = room
        self.authoriser = authoriser
    }

    /// Answers a request.
    func respond(to request: FederationRequest) throws(FederationRequestError) -> HTTPResponse {
        if let response = try instead(request) { return response }
        do {
            return try honest(request)
        } catch {
            return Self.json(["errcode": "M_UNKNOWN", "error": .string("\(error)")], status: 500)
        }
    }

    private func honest(_ request: FederationRequest) throws -> HTTPResponse {
        let operation = request.operation ?? ""
        let membership = String(operation.split(separator: "-").dropFirst().first ?? "")
        if operation.hasPrefix("make-") {
            var object: JSONObject = [
                "room_version": .string("\(room.version)"),
                "event": .object(try room.template(membership, authoriser: authoriser)),
            ]
            try template(&object)
            return Self.json(object)
        }
        let sent = try Event(parsing: request.body ?? [], version: room.version)
        var object = try reply(to: sent, membership)
        if request.target.contains("omit_members=true") {
            object["members_omitted"] = true
            object["servers_in_room"] = [.string(name), "other.example"]
            object["state"] = room.stateEvents.filter { $0.type != "m.room.member" }.value
        }
        try answer(&object, sent)
        if operation.hasSuffix("-v1") {
            return HTTPResponse(
                status: 200, body: JSONValue.array([200, .object(object)]).canonicalBytes())
        }
        return Self.json(object)
    }

    private func reply(to sent: Event, _ membership: String) throws -> JSONObject {
        switch membership {
        case "join":
            let server = try ServerName(parsing: name)
            let signed = try signEvent(
                sent.document.bytes, version: room.version, as: server,
                with: CannedKeys.key(of: server), keepsHash: true)
            return [
                "state": room.stateEvents.value, "auth_chain": try room.authChain(of: [sent]).value,
                "event": try JSONValue(parsing: authoriser == nil ? sent.document.bytes : signed),
            ]
        case "knock":
            return [
                "knock_room_state": room.stateEvents.filter { $0.type != "m.room.member" }.value
            ]
        default: return [:]
        }
    }

    static func json(_ object: JSONObject, status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPHeader("Content-Type", "application/json")],
            body: object.canonicalBytes())
    }
}
