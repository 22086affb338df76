import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Aliases and addresses")
struct DirectoryTests {
    private static func participant(
        _ answer: @escaping CannedFederation.Answering
    ) throws -> (Participant, CannedFederation) {
        let federation = CannedFederation(answer)
        let name = try Scene.ownName.get()
        let participant = Participant(
            identity: FederationIdentity(serverName: name, key: try CannedKeys.key(of: name)),
            federation: federation, verifyKeys: CannedKeys(), time: FixedTime(now: Moment.now))
        return (participant, federation)
    }

    private static func look(
        _ answer: JSONObject, limits: ParticipationLimits = ParticipationLimits()
    ) async throws -> FoundRoom {
        let (participant, federation) = try Self.participant { (_) throws(FederationRequestError) in
            CannedResident.json(answer)
        }
        let found = try await AliasLookup(as: participant, limits: limits).room(
            of: RoomAlias(parsing: "#room:resident.example"))
        #expect(
            federation.journal.map(\.target) == [
                "/_matrix/federation/v1/query/directory?room_alias=%23room%3Aresident.example"
            ])
        return found
    }

    @Test("An alias is looked up on its server")
    func alias() async throws {
        let found = try await Self.look([
            "room_id": "!room:resident.example",
            "servers": ["resident.example", "other.example", "resident.example"],
        ])
        #expect(found.roomID.description == "!room:resident.example")
        #expect(found.servers.map(\.description) == ["resident.example", "other.example"])
        #expect(found.findings.map(\.verdict) == [.pass])
    }

    @Test("Servers that are none are left out, and none at all is a failure")
    func servers() async throws {
        let some = try await Self.look([
            "room_id": "!room:resident.example", "servers": [1, "resident.example", "not a name"],
        ])
        #expect(some.servers.count == 1)
        #expect(some.findings.map(\.verdict) == [.warn, .warn])
        let none = try await Self.look(["room_id": "!room:resident.example", "servers": []])
        #expect(none.findings.map(\.verdict) == [.fail])
    }

    @Test(
        "An answer of another form is told",
        arguments: [
            ([:], "expected a room ID in 'room_id', found nothing"),
            (["room_id": "room"], "expected a room ID in 'room_id', found \"room\""),
            (["room_id": "!r:x"], "expected an array in 'servers', found nothing"),
            (
                ["room_id": "!r:x", "servers": ["a", "b", "c"]],
                "the answer has 3 servers, and at most 2 are looked at"
            ),
        ] as [(JSONObject, String)])
    func malformed(answer: JSONObject, words: String) async throws {
        let error = await #expect(throws: ParticipationError.self) {
            _ = try await Self.look(answer, limits: ParticipationLimits(servers: 2))
        }
        #expect(error?.cause.description.hasSuffix(words) == true)
    }

    @Test("An invite to an address is handed to a server in the room")
    func thirdParty() async throws {
        let invite = ThirdPartyInvite(
            to: try RoomID(parsing: "!room:resident.example"),
            by: try UserID(parsing: CannedRoom.creator), of: try UserID(parsing: CannedRoom.user),
            displayName: "carol",
            signed: ["mxid": .string(CannedRoom.user), "token": "t", "signatures": [:]])
        let server = try ServerName(parsing: "resident.example")
        let (participant, federation) = try Self.participant { (_) throws(FederationRequestError) in
            CannedResident.json([:])
        }
        let steps = try await InviteExchange(as: participant).exchange(invite, at: server)
        #expect(steps.map(\.isDone) == [true])
        let body = try JSONValue(parsing: federation.journal[0].body ?? [])
        #expect(body["state_key"] == .string(CannedRoom.user))
        #expect(body["content"]?["third_party_invite"]?["signed"]?["token"] == "t")
        let (refused, _) = try Self.participant { (_) throws(FederationRequestError) in
            CannedResident.json(["errcode": "M_FORBIDDEN"], status: 403)
        }
        await #expect(throws: ParticipationError.self) {
            try await InviteExchange(as: refused).exchange(invite, at: server)
        }
    }
}
