import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomState
import TestHomeserver
import Testing

@testable import struct TestHomeserver.EventDraft
@testable import class TestHomeserver.HostedRoom
@testable import struct TestHomeserver.Refusal

@Suite("Coming, going and being let in between homeservers that act", .serialized)
struct MembershipActTests {
    private static let versions = ["1", "7", "11", "12"]

    private static func hall(_ version: String, _ more: String = "") -> String {
        #"{"rooms":[{"id":"hall","version":"\#(version)","members":["@ann:east.test"]"#
            + #"\#(more)}]}"#
    }

    private static let bobs = #"{"users":[{"name":"bob"},{"name":"rob"}]}"#

    private static func user(_ text: String) throws -> UserID { try UserID(parsing: text) }

    private static func membership(_ user: UserID, in room: HostedRoom) -> String? {
        room.read {
            $0.currentEvent(StateTuple("m.room.member", user.description))?
                .content["membership"]?.string
        }
    }

    @Test("An invite is signed by the other server, and answered by a join", arguments: versions)
    func invited(version: String) async throws {
        let hall = Self.hall(version, #","join_rule":"invite""#)
        try await ActingBed.run(east: hall, west: Self.bobs) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let (ann, bob) = (try Self.user("@ann:east.test"), try Self.user("@bob:west.test"))
            let invite = try await bed.east.invite(bob, to: room, by: ann)
            #expect(invite.event.document.root["signatures"]?.members.count == 2)
            #expect(bed.west.state.rooms.invites.map(\.eventID) == [invite.event.eventID])
            // The invite tells who can be asked.
            let joined = try await bed.west.join(room.id, as: bob)
            #expect(joined.resident == bed.east.name)
            #expect(bed.west.state.rooms.invites.isEmpty)
            try await bed.agree(on: room.id)
            let nobody = try Self.user("@nobody:west.test")
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await bed.east.invite(nobody, to: room, by: ann)
            }
            #expect(refusal?.status == 502)
            #expect(Self.membership(nobody, in: room) == nil)
        }
    }

    @Test("An invite is rejected through the server that sent it", arguments: versions)
    func rejected(version: String) async throws {
        let hall = Self.hall(version, #","join_rule":"invite""#)
        try await ActingBed.run(east: hall, west: Self.bobs) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let bob = try Self.user("@bob:west.test")
            _ = try await bed.east.invite(bob, to: room, by: try Self.user("@ann:east.test"))
            let left = try await bed.west.leave(room.id, as: bob, content: ["reason": "no"])
            #expect(left.resident == bed.east.name)
            #expect(Self.membership(bob, in: room) == "leave")
            #expect(bed.west.state.rooms.invites.isEmpty)
            await #expect(throws: Refusal.self) { _ = try await bed.west.join(room.id, as: bob) }
        }
    }

    @Test("Who knocks is let in, or thinks better of it", arguments: ["7", "10", "12"])
    func knocked(version: String) async throws {
        let hall = Self.hall(version, #","join_rule":"knock""#)
        try await ActingBed.run(east: hall, west: Self.bobs) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let (ann, bob) = (try Self.user("@ann:east.test"), try Self.user("@bob:west.test"))
            let rob = try Self.user("@rob:west.test")
            for user in [bob, rob] {
                let knock = try await bed.west.knock(
                    at: room.id, as: user, through: [bed.east.name])
                #expect(knock.findings.allSatisfy { $0.verdict == .pass }, "\(knock.findings)")
                #expect(Self.membership(user, in: room) == "knock")
            }
            _ = try await bed.west.leave(room.id, as: rob)
            #expect(Self.membership(rob, in: room) == "leave")
            _ = try await bed.east.invite(bob, to: room, by: ann)
            _ = try await bed.west.join(room.id, as: bob)
            try await bed.agree(on: room.id)
        }
    }

    @Test("Members of another room are let in by a user of the resident server")
    func restricted() async throws {
        let rooms =
            #"{"rooms":[{"id":"club","version":"10","members":["@ann:east.test"]},"#
            + #"{"id":"back","version":"10","members":["@ann:east.test"],"#
            + #""join_rule":"restricted","allow":["club"]}]}"#
        try await ActingBed.run(east: rooms, west: Self.bobs) { bed in
            let (club, back) = (
                try RoomID(parsing: "!club:east.test"), try RoomID(parsing: "!back:east.test")
            )
            let (bob, rob) = (try Self.user("@bob:west.test"), try Self.user("@rob:west.test"))
            await #expect(throws: Refusal.self) { _ = try await bed.west.join(back, as: bob) }
            _ = try await bed.west.join(club, as: bob)
            let joined = try await bed.west.join(back, as: bob)
            let authoriser = joined.event.content["join_authorised_via_users_server"]
            #expect(authoriser?.string == "@ann:east.test")
            // The second user of the server is let in by the first, who may invite.
            await #expect(throws: Refusal.self) { _ = try await bed.west.join(back, as: rob) }
            _ = try await bed.west.join(club, as: rob)
            let second = try await bed.west.join(back, as: rob)
            #expect(second.resident == nil)
            let other = second.event.content["join_authorised_via_users_server"]
            #expect(other?.string == "@bob:west.test")
            try await bed.agree(on: back)
        }
    }

    @Test("Who is kicked or banned is told, and comes back when that is allowed")
    func kicked() async throws {
        try await ActingBed.run(east: Self.hall("11"), west: Self.bobs) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let (ann, bob) = (try Self.user("@ann:east.test"), try Self.user("@bob:west.test"))
            _ = try await bed.west.join(room.id, as: bob)
            let copy = try #require(bed.west.state.rooms[room.id])
            try await bed.east.send(.membership("leave", of: bob), by: ann, in: room)
            try await bed.settle()
            #expect(Self.membership(bob, in: copy) == "leave")
            #expect(!copy.hasJoined(bed.west.name))
            _ = try await bed.west.join(room.id, as: bob)
            try await bed.agree(on: room.id)
            try await bed.east.send(.membership("ban", of: bob), by: ann, in: room)
            try await bed.settle()
            await #expect(throws: Refusal.self) { _ = try await bed.west.join(room.id, as: bob) }
            try await bed.east.send(.membership("leave", of: bob), by: ann, in: room)
            _ = try await bed.west.join(room.id, as: bob)
            try await bed.agree(on: room.id)
        }
    }

    @Test("A room is left, and joined again by its alias")
    func again() async throws {
        let hall = Self.hall("11", ##","aliases":["#hall:east.test"]"##)
        try await ActingBed.run(east: hall, west: Self.bobs) { bed in
            let room = try #require(bed.east.state.rooms.all.first)
            let bob = try Self.user("@bob:west.test")
            for _ in 0..<2 {
                let found = try await bed.west.room(of: try RoomAlias(parsing: "#hall:east.test"))
                #expect(found.id == room.id)
                let joined = try await bed.west.join(found.id, as: bob, through: found.servers)
                #expect(joined.resident == bed.east.name)
                try await bed.agree(on: room.id)
                let left = try await bed.west.leave(room.id, as: bob)
                #expect(left.resident == nil)
                try await bed.settle()
                #expect(Self.membership(bob, in: room) == "leave")
            }
            await #expect(throws: Refusal.self) {
                _ = try await bed.west.room(of: try RoomAlias(parsing: "#none:east.test"))
            }
        }
    }
}
