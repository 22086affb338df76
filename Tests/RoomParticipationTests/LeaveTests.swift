import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Leaving")
struct LeaveTests {
    private static func leave(_ scene: Scene, _ room: CannedRoom) async throws -> LeftRoom {
        try await LeaveExchange(as: scene.participant).leave(
            room.roomID, as: UserID(parsing: CannedRoom.user),
            through: [ServerName(parsing: "resident.example")], content: ["reason": "done"])
    }

    @Test("A room of every version is left", arguments: RoomVersion.all)
    func leaves(version: RoomVersion) async throws {
        var room = try CannedRoom(version)
        try room.join(CannedRoom.user)
        let scene = try Scene(CannedResident(room))
        let left = try await Self.leave(scene, room)
        #expect(left.event.content["membership"]?.string == "leave")
        #expect(left.event.content["reason"]?.string == "done")
        #expect(left.findings.allSatisfy { $0.verdict == .pass })
        #expect(scene.operations == ["make-leave", "send-leave"])
        #expect(await verify(left.event, keys: scene.keys).isValid)
        let sent = try #require(scene.federation.journal.last)
        #expect(sent.body == left.event.document.bytes)
    }

    @Test("A server without send_leave v2 is asked by v1")
    func older() async throws {
        let room = try CannedRoom(RoomVersion.all[5])
        var resident = CannedResident(room)
        resident.instead = { (request) throws(FederationRequestError) in
            request.operation == "send-leave" ? HTTPResponse(status: 404) : nil
        }
        let scene = try Scene(resident)
        _ = try await Self.leave(scene, room)
        #expect(scene.operations == ["make-leave", "send-leave", "send-leave-v1"])
    }

    @Test("A template for a join is not signed, and a refusal is told")
    func failures() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        var resident = CannedResident(room)
        resident.template = { $0["event"] = .object(try room.template("join")) }
        let error = await #expect(throws: MembershipError.self) {
            _ = try await Self.leave(Scene(resident), room)
        }
        let attempt = try #require(error?.attempts.first)
        #expect(attempt.step == .checkTemplate)
        #expect(attempt.findings.first { $0.verdict == .fail }?.got == "\"join\"")
        resident = CannedResident(room)
        resident.instead = { (_) throws(FederationRequestError) in
            CannedResident.json(["errcode": "M_FORBIDDEN"], status: 403)
        }
        let refusing = resident
        let refusal = await #expect(throws: MembershipError.self) {
            _ = try await Self.leave(Scene(refusing), room)
        }
        #expect(refusal?.attempts.first?.step == .askTemplate)
    }
}
