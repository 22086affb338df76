import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Knocking")
struct KnockTests {
    private static func knock(
        _ scene: Scene, _ room: CannedRoom, versions: [RoomVersion] = RoomVersion.all
    ) async throws -> KnockedRoom {
        try await KnockExchange(as: scene.participant).knock(
            at: room.roomID, as: UserID(parsing: CannedRoom.user),
            through: [ServerName(parsing: "resident.example")], versions: versions)
    }

    @Test(
        "A room of every version that has it is knocked at",
        arguments: RoomVersion.all.filter(\.rules.knocking))
    func knocks(version: RoomVersion) async throws {
        let room = try CannedRoom(version, rules: ["join_rule": "knock"])
        let scene = try Scene(CannedResident(room))
        let knocked = try await Self.knock(scene, room)
        #expect(knocked.findings.filter { $0.verdict != .pass } == [])
        #expect(knocked.event.content["membership"]?.string == "knock")
        #expect(knocked.roomState.map(\.type).contains("m.room.create"))
        #expect(knocked.version == version)
        #expect(scene.operations == ["make-knock", "send-knock"])
    }

    @Test("A room version without knocking is not knocked at")
    func tooOld() async throws {
        let room = try CannedRoom(RoomVersion.all[5])
        let scene = try Scene(CannedResident(room))
        let error = await #expect(throws: MembershipError.self) {
            _ = try await Self.knock(scene, room)
        }
        #expect(
            error?.description.hasSuffix("is for room version 6, which was not offered") == true)
        #expect(!scene.federation.journal[0].target.contains("ver=6"))
    }

    @Test("Only signed and well-formed state is taken", arguments: [10, 11])
    func lies(place: Int) async throws {
        let room = try CannedRoom(RoomVersion.all[place], rules: ["join_rule": "knock"])
        var resident = CannedResident(room)
        var other = room
        let unsigned = try other.make(
            "m.room.topic", "", by: CannedRoom.creator, ["topic": "x"], signedBy: "other.example")
        resident.answer = { answer, _ in
            answer["knock_room_state"] = [
                ["type": "m.room.create", "state_key": "", "sender": "@a:b", "content": [:]],
                unsigned.value, room.events[6].value,
            ]
        }
        let scene = try Scene(resident)
        let knocked = try await Self.knock(scene, room)
        #expect(knocked.roomState.map(\.eventID) == [room.events[6].eventID])
        let wrong = knocked.findings.filter { $0.verdict != .pass }
        #expect(wrong.map(\.check) == ["events.form", "events.signature", "preview.create"])
        #expect(wrong.allSatisfy { $0.verdict == (place == 11 ? .fail : .warn) })
    }

    @Test("An answer without the state is told")
    func noState() async throws {
        let room = try CannedRoom(RoomVersion.all[10], rules: ["join_rule": "knock"])
        var resident = CannedResident(room)
        resident.answer = { answer, _ in answer["knock_room_state"] = nil }
        let scene = try Scene(resident)
        let error = await #expect(throws: MembershipError.self) {
            _ = try await Self.knock(scene, room)
        }
        #expect(error?.attempts.first?.step == .checkAnswer)
        #expect(error?.description.contains("expected an array in 'knock_room_state'") == true)
    }
}
