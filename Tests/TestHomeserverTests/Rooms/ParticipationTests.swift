import FederationClient
import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import TestHomeserver
import Testing

@testable import struct TestHomeserver.RoomMaker
@testable import struct TestHomeserver.ServerDirectory

/// What the server elsewhere does in rooms of the embedded homeserver: each side verifies the other.
@Suite("Taking part in rooms of the embedded homeserver")
struct ParticipationTests {
    private static let versions = ["1", "2", "3", "6", "10", "11", "12"]

    private static func room(_ version: String, _ more: String = "") -> String {
        #"{"id":"hall","version":"\#(version)","members":["@a:one.test","@b:two.test"],"#
            + #""name":"Hall","messages":30\#(more)}"#
    }

    private static func user() throws -> UserID { try UserID(parsing: "@bob:stranger.test") }

    private static func home() throws -> ServerName { try ServerName(parsing: RoomBed.home) }

    @Test("A room is joined and left, and nothing is wrong on the way", arguments: versions)
    func leaving(version: String) async throws {
        try await RoomBed.run(Self.room(version)) { bed in
            _ = try await bed.join()
            let left = try await LeaveExchange(as: bed.participant).leave(
                bed.id(), as: Self.user(), through: [Self.home()], content: ["reason": "done"])
            #expect(left.findings.allSatisfy { $0.verdict == .pass }, "\(left.findings)")
            let error = await #expect(throws: MembershipError.self) {
                _ = try await LeaveExchange(as: bed.participant).leave(
                    bed.id(), as: Self.user(), through: [Self.home()])
            }
            #expect(error?.attempts.first?.step == .askTemplate)
        }
    }

    @Test("A room is knocked at, and tells what it is", arguments: ["7", "10", "11", "12"])
    func knocking(version: String) async throws {
        try await RoomBed.run(Self.room(version, #","join_rule":"knock""#)) { bed in
            let knocked = try await KnockExchange(as: bed.participant).knock(
                at: bed.id(), as: Self.user(), through: [Self.home()])
            #expect(knocked.findings.allSatisfy { $0.verdict == .pass }, "\(knocked.findings)")
            #expect(knocked.roomState.contains { $0.type == "m.room.name" })
        }
    }

    @Test("A user of the homeserver is invited elsewhere", arguments: versions)
    func inviting(version: String) async throws {
        let content = try DescribedFile.content(
            """
            {"rooms":[{"id":"r","version":"\(version)","members":["@m:stranger.test",
              {"user":"@a:one.test","membership":"invite"}]}]}
            """)
        try await RoomBed.run(Self.room(version)) { bed in
            let stranger = VirtualServer(
                name: bed.bed.stranger.serverName, signingKey: bed.bed.stranger.key,
                content: content)
            let events = try #require(
                try RoomMaker(
                    servers: try ServerDirectory([stranger]), home: stranger,
                    now: RoomBed.milliseconds
                ).rooms().first
            ).events
            let signed = try await InviteExchange(as: bed.participant).send(
                try #require(events.last), to: Self.home(), roomState: [events[0]])
            #expect(signed.findings.map(\.verdict) == [.pass])
            #expect(signed.event.document.root["signatures"]?.members.count == 2)
        }
    }

    @Test("Events, states and history pass every check", arguments: versions)
    func fetching(version: String) async throws {
        try await RoomBed.run(Self.room(version)) { bed in
            let joined = try await bed.join()
            let home = try Self.home()
            let fetch = RoomFetch(
                bed.id(), version: joined.version, as: try bed.participant)
            let state = try await fetch.state(before: joined.event.eventID, from: home)
            #expect(state.isSound, "\(state.findings)")
            #expect(Set(state.state.map(\.eventID)) == Set(joined.state.map(\.eventID)))
            let ids = try await fetch.stateIDs(before: joined.event.eventID, from: home)
            #expect(ids.isSound)
            #expect(Set(ids.state) == Set(state.state.map(\.eventID)))
            #expect(Set(ids.authChain) == Set(state.authChain.map(\.eventID)))
            let chain = try await fetch.authChain(of: joined.event, from: home)
            #expect(chain.isSound, "\(chain.findings)")
            let event = try await fetch.event(joined.event.prevEventIDs[0], from: home)
            #expect(event.isSound && event.events.count == 1)
            let history = try await fetch.backfill(
                from: joined.event.prevEventIDs, limit: 20, from: home)
            #expect(history.findings.allSatisfy { $0.verdict == .pass }, "\(history.findings)")
            #expect(history.events.count == 20)
            let oldest = try #require(history.events.min { $0.depth < $1.depth })
            let missing = try await fetch.missingEvents(
                before: [joined.event], after: [oldest.eventID], limit: 50, from: home)
            #expect(missing.findings.allSatisfy { $0.verdict == .pass }, "\(missing.findings)")
            #expect(missing.events.count == 19)
            let moment = try await fetch.event(
                nearestTo: oldest.originServerTS, .forwards, from: home)
            #expect(moment.findings.map(\.verdict) == [.pass])
        }
    }

    @Test("Members that were omitted are fetched later", arguments: ["6", "11", "12"])
    func completing(version: String) async throws {
        try await RoomBed.run(Self.room(version)) { bed in
            let joined = try await bed.join(omitsMembers: true)
            #expect(joined.isPartial && joined.isSound, "\(joined.findings)")
            let fetch = RoomFetch(
                bed.id(), version: joined.version, as: try bed.participant)
            let state = try await fetch.state(before: joined.event.eventID, from: Self.home())
            let whole = try joined.timeline().completed(
                by: state.state, authChain: state.authChain)
            #expect(!whole.isPartial)
            #expect(whole.currentState.count > joined.state.count + 1)
        }
    }

    @Test("Events are sent in transactions, and each is taken", arguments: ["1", "6", "12"])
    func sending(version: String) async throws {
        try await RoomBed.run(Self.room(version)) { bed in
            var copy = try StrangerRoom(try await bed.join(), bed)
            var events: [Event] = []
            for number in 0..<60 {
                events.append(try copy.add(content: ["body": .string("\(number)")]))
            }
            let sender = TransactionSender(as: try bed.participant)
            let delivered = try await sender.send(events, to: Self.home())
            #expect(delivered.count == 2)
            let results = delivered.flatMap(\.results)
            #expect(results.map(\.eventID) == events.map(\.eventID))
            #expect(results.allSatisfy { $0.outcome == .taken })
            #expect(delivered.flatMap(\.findings).allSatisfy { $0.verdict == .pass })
        }
    }

    @Test("An alias leads to the room and to the servers in it")
    func alias() async throws {
        try await RoomBed.run(Self.room("11", ##","aliases":["#hall:one.test"]"##)) { bed in
            let found = try await AliasLookup(as: bed.participant).room(
                of: RoomAlias(parsing: "#hall:one.test"))
            #expect(found.roomID == bed.id())
            #expect(found.servers.contains(try Self.home()))
            #expect(found.findings.map(\.verdict) == [.pass])
        }
    }
}
