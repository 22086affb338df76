import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import TestSupport
import Testing

@Suite("Joining")
struct JoinTests {
    private static let restricted: JSONObject = [
        "join_rule": "restricted",
        "allow": [["type": "m.room_membership", "room_id": "!other:resident.example"]],
    ]

    @Test("A room of every version is joined, and nothing is wrong", arguments: RoomVersion.all)
    func joins(version: RoomVersion) async throws {
        let room = try CannedRoom(version)
        let scene = try Scene(CannedResident(room))
        let joined = try await scene.join(room)
        #expect(joined.isSound)
        #expect(joined.findings.filter { $0.verdict != .pass } == [])
        #expect(joined.version == version)
        #expect(joined.state.map(\.eventID) == room.stateEvents.map(\.eventID))
        #expect(joined.authChain.count == (try room.authChain(of: [joined.event]).count))
        #expect(joined.serversInRoom.map(\.description) == ["other.example", "resident.example"])
        #expect(!joined.isPartial)
        #expect(joined.event.sender.description == CannedRoom.user)
        #expect(joined.event.originServerTS == Moment.milliseconds)
        #expect(scene.operations == ["make-join", "send-join"])
        // One key a server, and the own one is known.
        #expect(
            Set(scene.keys.journal.map(\.description)) == ["other.example", "resident.example"])
        #expect(scene.keys.journal.count == 2)
        #expect(
            joined.steps.map(\.kind) == [
                .askTemplate, .checkTemplate, .buildEvent, .sendEvent, .checkAnswer,
            ])
        let timeline = try joined.timeline()
        #expect(timeline.forwardExtremities.map(\.eventID) == [joined.event.eventID])
        #expect(timeline.currentState.count == room.stateEvents.count + 1)
        let verdict = await verify(joined.event, keys: scene.keys)
        #expect(verdict.isValid)
    }

    @Test("The members may be omitted where that was asked for", arguments: RoomVersion.all)
    func partial(version: RoomVersion) async throws {
        let room = try CannedRoom(version)
        let scene = try Scene(CannedResident(room))
        let joined = try await scene.join(room, omitsMembers: true)
        #expect(joined.findings.filter { $0.verdict != .pass } == [])
        #expect(joined.isPartial)
        #expect(try joined.timeline().isPartial)
        #expect(joined.serversInRoom.map(\.description) == ["resident.example", "other.example"])
        #expect(scene.federation.journal.last?.target.hasSuffix("?omit_members=true") == true)
    }

    @Test(
        "A join that a user of the server authorises comes back with its signature",
        arguments: RoomVersion.all.filter(\.rules.restrictedJoins))
    func restricted(version: RoomVersion) async throws {
        let room = try CannedRoom(version, rules: Self.restricted)
        let scene = try Scene(CannedResident(room, authoriser: CannedRoom.creator))
        let joined = try await scene.join(room)
        #expect(joined.findings.filter { $0.verdict != .pass } == [])
        let signatures = joined.event.document.root["signatures"]
        #expect(signatures?.members.map(\.name) == ["resident.example", "us.example"])
        #expect(joined.event.authEventIDs.count == (version.rules.createEventNamesRoom ? 3 : 4))
    }

    @Test("A server without send_join v2 is asked by v1")
    func older() async throws {
        let room = try CannedRoom(RoomVersion.all[5])
        var resident = CannedResident(room)
        resident.instead = { (request) throws(FederationRequestError) in
            guard request.operation == "send-join" else { return nil }
            return CannedResident.json(["errcode": "M_UNRECOGNIZED"], status: 404)
        }
        let scene = try Scene(resident)
        let joined = try await scene.join(room)
        #expect(joined.isSound)
        #expect(scene.operations == ["make-join", "send-join", "send-join-v1"])
    }

    @Test("Where the template does not say it, the create event tells version 1 from 2")
    func unsaidVersion() async throws {
        for version in RoomVersion.all.prefix(2) {
            let room = try CannedRoom(version)
            var resident = CannedResident(room)
            resident.template = { $0["room_version"] = nil }
            let joined = try await Scene(resident).join(room)
            #expect(joined.isSound && joined.version == version)
        }
    }

    @Test("Servers are asked in order until one helps, and the others' reasons are told")
    func several() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        var refusing = CannedResident(room)
        refusing.name = "refusing.example"
        refusing.instead = { (_) throws(FederationRequestError) in
            CannedResident.json(["errcode": "M_FORBIDDEN", "error": "no"], status: 403)
        }
        var lying = CannedResident(room)
        lying.name = "lying.example"
        lying.answer = { answer, _ in answer["state"] = [] }
        let scene = try Scene(refusing, lying, CannedResident(room))
        let joined = try await scene.join(
            room,
            through: ["gone.example", "refusing.example", "lying.example", "resident.example"])
        #expect(joined.resident.description == "resident.example")
        #expect(
            joined.earlierErrors.map(\.description) == [
                "gone.example: asking for the template failed: gone.example: no address found",
                "refusing.example: asking for the template failed: 403 M_FORBIDDEN, no",
                "lying.example: checking the answer failed: state.create: the state has no "
                    + "m.room.create that can be used; state.allows-event: the state does not allow "
                    + "the join: auth-events.create: there is no m.room.create in the state",
            ])
        #expect(joined.steps.filter { !$0.isDone }.count == 3)
    }

    @Test("Keys of more servers than are allowed are not asked for")
    func manyServers() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        let scene = try Scene(CannedResident(room))
        let joined = try await scene.join(room, limits: ParticipationLimits(servers: 1))
        #expect(scene.keys.journal.map(\.description) == ["resident.example"])
        #expect(!joined.isSound && joined.state.count == room.stateEvents.count - 1)
        #expect(
            joined.findings.first { $0.verdict == .fail }?.summary.hasSuffix("too many") == true)
    }

    @Test("Without a server to ask, nothing is asked")
    func nobody() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        let scene = try Scene()
        let error = await #expect(throws: MembershipError.self) {
            _ = try await scene.join(room, through: [])
        }
        #expect(error?.description == "there is no server to ask for the room")
        #expect(scene.federation.journal.isEmpty)
    }
}
