import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Inviting")
struct InviteTests {
    /// An invite from a room of `resident.example` to a user of `us.example`, and the answer to it.
    private struct Invitation {
        let room: CannedRoom
        let invite: Event
        let guest: ServerName

        init(_ version: RoomVersion) throws {
            var room = try CannedRoom(version)
            invite = try room.make(
                "m.room.member", CannedRoom.user, by: CannedRoom.creator, ["membership": "invite"])
            self.room = room
            guest = try ServerName(parsing: "us.example")
        }

        func signed() throws -> JSONObject {
            let bytes = try signEvent(
                invite.document.bytes, version: room.version, as: guest,
                with: CannedKeys.key(of: guest), keepsHash: true)
            return ["event": try JSONValue(parsing: bytes)]
        }

        func send(through federation: CannedFederation) async throws -> SignedInvite {
            let host = try ServerName(parsing: "resident.example")
            let participant = Participant(
                identity: FederationIdentity(serverName: host, key: try CannedKeys.key(of: host)),
                federation: federation, verifyKeys: CannedKeys(),
                time: FixedTime(now: Moment.now))
            return try await InviteExchange(as: participant).send(
                invite, to: guest, roomState: [room.events[0], room.events[6]])
        }
    }

    @Test("An invite of every version comes back signed by both", arguments: RoomVersion.all)
    func signed(version: RoomVersion) async throws {
        let invitation = try Invitation(version)
        let answer = try invitation.signed()
        let federation = CannedFederation { (_) throws(FederationRequestError) in
            CannedResident.json(answer)
        }
        let signed = try await invitation.send(through: federation)
        #expect(signed.findings.map(\.verdict) == [.pass])
        #expect(
            signed.event.document.root["signatures"]?.members.map(\.name) == [
                "resident.example", "us.example",
            ])
        #expect(signed.event.eventID == invitation.invite.eventID)
        let body = try JSONValue(parsing: federation.journal[0].body ?? [])
        #expect(body["room_version"] == .string("\(version)"))
        #expect(
            body["invite_room_state"]
                == invitation.room.events.filter {
                    $0.type == "m.room.create" || $0.type == "m.room.name"
                }.value)
        #expect(federation.journal.map(\.operation) == ["invite"])
    }

    @Test("Only invites of versions 1 and 2 are repeated in the older form", arguments: [1, 2, 3])
    func older(number: Int) async throws {
        let invitation = try Invitation(RoomVersion.all[number - 1])
        let answer = try invitation.signed()
        let federation = CannedFederation { (request) throws(FederationRequestError) in
            request.operation == "invite"
                ? CannedResident.json(["errcode": "M_UNKNOWN"], status: 400)
                : HTTPResponse(
                    status: 200, body: JSONValue.array([200, .object(answer)]).canonicalBytes())
        }
        guard number < 3 else {
            let error = await #expect(throws: ParticipationError.self) {
                _ = try await invitation.send(through: federation)
            }
            #expect(error?.step == .sendEvent)
            return
        }
        let signed = try await invitation.send(through: federation)
        #expect(signed.steps.map(\.isDone) == [false, true, true])
        let body = try JSONValue(parsing: federation.journal[1].body ?? [])
        #expect(body["type"] == "m.room.member")
        #expect(body["unsigned"]?["invite_room_state"] != nil)
        #expect(signed.event.document.root["unsigned"] == nil)
    }

    @Test(
        "What comes back has to be the invite, signed by the server of the invited user",
        arguments: ["unsigned", "changed", "another", "no event", "false"])
    func lies(lie: String) async throws {
        let invitation = try Invitation(RoomVersion.all[10])
        var answer = try invitation.signed()
        guard case .object(var event)? = answer["event"] else { return }
        switch lie {
        case "unsigned": answer["event"] = invitation.invite.value
        case "changed":
            event["content"] = ["membership": "invite", "displayname": "fool"]
            answer["event"] = .object(event)
        case "another": answer["event"] = invitation.room.events[1].value
        case "no event": answer["event"] = [:]
        default:
            let signature = UnpaddedBase64.encode([UInt8](repeating: 1, count: 64))
            event["signatures"] = ["us.example": ["ed25519:t": .string(signature)]]
            answer["event"] = .object(event)
        }
        let wrong = answer
        let federation = CannedFederation { (_) throws(FederationRequestError) in
            CannedResident.json(wrong)
        }
        let error = await #expect(throws: ParticipationError.self) {
            _ = try await invitation.send(through: federation)
        }
        #expect(error?.step == .checkAnswer)
        #expect(error?.findings.map(\.check) == ["invite.event"])
        #expect(error?.findings.first?.verdict == .fail)
    }

    @Test(
        "An answer without an event is told",
        arguments: [#"{}"#, #"[]"#, #"{"event":1}"#, "null"])
    func malformed(body: String) async throws {
        let invitation = try Invitation(RoomVersion.all[10])
        let federation = CannedFederation { (_) throws(FederationRequestError) in
            HTTPResponse(status: 200, body: Array(body.utf8))
        }
        let error = await #expect(throws: ParticipationError.self) {
            _ = try await invitation.send(through: federation)
        }
        #expect(error?.cause.description.contains("expected an object in 'event'") == true)
    }
}
