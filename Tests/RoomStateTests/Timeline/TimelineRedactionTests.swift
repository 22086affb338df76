import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Redactions in a growing room")
struct TimelineRedactionTests {
    /// A room of everybody, in which the second user has spoken.
    private struct Talk {
        var room: RoomGenerator
        var branch: RoomBranch
        let message: Event

        init(_ version: RoomVersion) throws {
            room = try RoomGenerator(version: version, seed: 3)
            branch = try room.open()
            for user in room.users.dropFirst() {
                try room.append(
                    "m.room.member", stateKey: "\(user)", by: user,
                    content: ["membership": "join", "displayname": "somebody"], to: &branch)
            }
            message = try room.append(
                "m.room.message", by: room.users[1], content: ["body": "secret"], to: &branch)
        }

        /// Has a user redact an event, and gives the room and the redaction.
        mutating func redact(
            _ id: EventID, by user: Int
        ) throws -> (timeline: RoomTimeline, redaction: Event) {
            let redaction = try room.append(
                "m.room.redaction", by: room.users[user], redacting: id, to: &branch)
            return (try RoomTimeline.replaying(room.events).room, redaction)
        }
    }

    @Test(
        "Who has the level, and who is of the server of the sender, redacts, in every version",
        arguments: RoomVersion.all, [0, 1, 4])
    func redacted(version: RoomVersion, user: Int) throws {
        var talk = try Talk(version)
        let (timeline, redaction) = try talk.redact(talk.message.eventID, by: user)
        #expect(timeline.receipt(of: redaction.eventID)?.verdict == .accepted)
        #expect(timeline.redaction(of: talk.message.eventID) == redaction.eventID)
        let found = try #require(timeline[talk.message.eventID])
        #expect(found.content["body"] == nil && found.eventID == talk.message.eventID)
        #expect(found.source.canonicalBytes == talk.message.source.redactedBytes)
        #expect(timeline.backfill(from: [found.eventID], limit: 1)[0].content["body"] == nil)
        // The redaction itself says what it redacts.
        #expect(timeline[redaction.eventID]?.redacts == found.eventID)
    }

    @Test(
        "Who has not the level redacts nothing of another server", arguments: RoomVersion.all)
    func kept(version: RoomVersion) throws {
        var talk = try Talk(version)
        let (timeline, redaction) = try talk.redact(talk.message.eventID, by: 2)
        // Since version 3 the rules let the redaction itself pass.
        let isRefused = timeline.receipt(of: redaction.eventID)?.verdict == .rejected
        #expect(isRefused == version.rules.authorizesRedactions)
        #expect(timeline.redaction(of: talk.message.eventID) == nil)
        #expect(timeline[talk.message.eventID]?.content["body"]?.string == "secret")
    }

    @Test("A redaction that comes first waits for its event", arguments: RoomVersion.all)
    func early(version: RoomVersion) throws {
        var talk = try Talk(version)
        var side = talk.branch
        let late = try talk.room.append(
            "m.room.message", by: talk.room.users[1], content: ["body": "late"], to: &side)
        let redaction = try talk.room.append(
            "m.room.redaction", by: talk.room.users[0], redacting: late.eventID,
            to: &talk.branch)
        let known = talk.room.events.filter { $0.eventID != late.eventID }
        var (timeline, _) = try RoomTimeline.replaying(known)
        #expect(timeline.redaction(of: late.eventID) == nil)
        #expect(timeline.receive(late).verdict == .accepted)
        #expect(timeline.redaction(of: late.eventID) == redaction.eventID)
        #expect(timeline[late.eventID]?.content["body"] == nil)
    }

    @Test("What is left of redacted state is state still", arguments: RoomVersion.all)
    func state(version: RoomVersion) throws {
        var talk = try Talk(version)
        let tuple = StateTuple("m.room.member", "\(talk.room.users[1])")
        let join = try #require(talk.room.events.last { $0.stateKey == tuple.stateKey })
        let (timeline, _) = try talk.redact(join.eventID, by: 0)
        let found = try #require(timeline.currentEvent(tuple))
        #expect(found.eventID == join.eventID && found.content["displayname"] == nil)
        #expect(found.content["membership"]?.string == "join")
        let next = try talk.room.append(
            "m.room.message", by: talk.room.users[1], to: &talk.branch)
        var later = timeline
        #expect(later.receive(next).verdict == .accepted)
    }

    @Test("The create event stays as it is", arguments: RoomVersion.all)
    func create(version: RoomVersion) throws {
        var talk = try Talk(version)
        let create = talk.room.events[0]
        let (timeline, _) = try talk.redact(create.eventID, by: 0)
        #expect(timeline.redaction(of: create.eventID) == nil)
        #expect(timeline[create.eventID]?.document.bytes == create.document.bytes)
    }
}
