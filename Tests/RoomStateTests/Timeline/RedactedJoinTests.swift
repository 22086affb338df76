import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Redacted joins in a growing room")
struct RedactedJoinTests {
    /// A room that the second user joined by leave of the first; the join is redacted.
    private struct Hall {
        var room: RoomGenerator
        /// The line that the join is on.
        var branch: RoomBranch
        /// The events before the join.
        let start: [Event]
        /// By leave of the first user.
        let join: Event
        /// Made without knowing of the join.
        let aside: Event
        /// Of the join.
        let redaction: Event
        /// Made with both known, and the redaction not.
        let merging: Event

        init(_ version: RoomVersion) throws {
            room = try RoomGenerator(version: version, seed: 5)
            branch = try room.open()
            let host = room.users[0]
            let condition: JSONValue = [
                "type": "m.room_membership", "room_id": "!other:s0.example",
            ]
            try room.append(
                "m.room.join_rules", stateKey: "", by: host,
                content: ["join_rule": "restricted", "allow": [condition]], to: &branch)
            start = room.events
            var side = branch
            join = try Self.join(&room, &branch)
            aside = try room.append("m.room.message", by: host, to: &side)
            var other = branch.merged(with: side)
            redaction = try room.append(
                "m.room.redaction", by: host, redacting: join.eventID, to: &branch)
            merging = try room.append("m.room.message", by: host, to: &other)
            branch = branch.merged(with: other)
        }

        static func join(_ room: inout RoomGenerator, _ branch: inout RoomBranch) throws -> Event {
            let user = room.users[1]
            return try room.append(
                "m.room.member", stateKey: "\(user)", by: user,
                content: [
                    "membership": "join", "displayname": "bob",
                    "join_authorised_via_users_server": .string("\(room.users[0])"),
                ], to: &branch)
        }

        var tuple: StateTuple { StateTuple("m.room.member", "\(room.users[1])") }

        /// The room with those events, in that order, all of which have to be accepted.
        func timeline(_ events: [Event]) throws -> RoomTimeline {
            var timeline = try RoomTimeline(create: start[0])
            for event in start.dropFirst() + events {
                #expect(timeline.receive(event).verdict == .accepted)
            }
            return timeline
        }
    }

    static let versions = RoomVersion.all.filter(\.rules.restrictedJoins)
    private static let authoriser = "join_authorised_via_users_server"

    @Test(
        "Who joined stays, whenever the redaction of the join comes", arguments: versions)
    func order(version: RoomVersion) throws {
        var hall = try Hall(version)
        let next = try hall.room.append(
            "m.room.message", by: hall.room.users[1], to: &hall.branch)
        let without = try hall.timeline([hall.join, hall.aside, hall.merging])
        for events in [
            [hall.join, hall.aside, hall.merging, hall.redaction],
            [hall.join, hall.aside, hall.redaction, hall.merging],
        ] {
            var timeline = try hall.timeline(events)
            #expect(timeline.redaction(of: hall.join.eventID) == hall.redaction.eventID)
            #expect(timeline.currentState == without.currentState)
            #expect(timeline.currentState[hall.tuple] == hall.join.eventID)
            #expect(timeline.receive(next).verdict == .accepted)
            #expect(timeline.currentState[hall.tuple] == hall.join.eventID)
        }
    }

    @Test("A redacted join is handed out redacted everywhere", arguments: versions)
    func handedOut(version: RoomVersion) throws {
        var hall = try Hall(version)
        let next = try hall.room.append(
            "m.room.message", by: hall.room.users[1], to: &hall.branch)
        let (id, last) = (hall.join.eventID, next.eventID)
        let timeline = try hall.timeline(
            [hall.join, hall.aside, hall.redaction, hall.merging, next])
        let answers: [[Event]] = try [
            timeline.events, timeline.currentStateEvents,
            #require(timeline.stateEvents(before: last)),
            timeline.backfill(from: [last], limit: 100),
            timeline.missingEvents(earliest: [], latest: [last], limit: 100),
            timeline.authChain(of: [last]),
            [
                #require(timeline[id]), #require(timeline.currentEvent(hall.tuple)),
                #require(timeline.event(hall.tuple, before: last)),
                #require(timeline.event(hall.tuple, after: id)),
                #require(
                    timeline.nearest(to: hall.join.originServerTS, direction: .forwards)),
            ],
        ]
        for events in answers {
            let found = events.filter { $0.eventID == id }
            #expect(!found.isEmpty)
            for event in found {
                #expect(event.source.canonicalBytes == hall.join.source.redactedBytes)
                let isLeft = event.content[Self.authoriser] != nil
                #expect(isLeft == (version.identifier != "8"))
                #expect(event.content["displayname"] == nil)
            }
        }
        let whole = try #require(timeline.wholeCurrentEvent(hall.tuple))
        #expect(whole.document.bytes == hall.join.document.bytes)
    }

    @Test("What redactions left stays so through another stay", arguments: versions)
    func rejoined(version: RoomVersion) throws {
        var hall = try Hall(version)
        let bob = hall.room.users[1]
        let secret = try hall.room.append(
            "m.room.message", by: bob, content: ["body": "secret"], to: &hall.branch)
        try hall.room.append(
            "m.room.redaction", by: bob, redacting: secret.eventID, to: &hall.branch)
        try hall.room.append(
            "m.room.member", stateKey: "\(bob)", by: bob, content: ["membership": "leave"],
            to: &hall.branch)
        let former = try RoomTimeline.replaying(hall.room.events).room
        let known = hall.room.events
        let state = hall.branch.state
        let again = try Hall.join(&hall.room, &hall.branch)
        var timeline = try RoomTimeline(joinedBy: again, state: state, authChain: known)
        timeline.keepHistory(of: former)
        for id in [secret.eventID, hall.join.eventID] {
            #expect(timeline.redaction(of: id) == former.redaction(of: id))
            #expect(timeline[id]?.document.bytes == former[id]?.document.bytes)
            let receipt = try #require(timeline.receipt(of: id))
            #expect(receipt.verdict == .accepted && !receipt.isRedacted)
        }
        #expect(timeline.currentState[hall.tuple] == again.eventID)
        #expect(timeline.stateBefore(secret.eventID) == former.stateBefore(secret.eventID))
    }

    @Test("What redactions left stays so where the whole state comes later", arguments: versions)
    func completed(version: RoomVersion) throws {
        var hall = try Hall(version)
        let (host, guest) = (hall.room.users[0], hall.room.users[2])
        var line = RoomBranch()
        for event in hall.start + [hall.join] { line.append(event) }
        let state = line.state
        let own = try hall.room.append(
            "m.room.member", stateKey: "\(guest)", by: guest,
            content: ["membership": "join", Self.authoriser: .string("\(host)")], to: &line)
        let redaction = try hall.room.append(
            "m.room.redaction", by: host, redacting: hall.join.eventID, to: &line)
        var room = try RoomTimeline(
            joinedBy: own, state: state.filter { $0.eventID != hall.join.eventID },
            authChain: [hall.join], isPartial: true)
        #expect(room.receive(redaction).verdict == .accepted)
        #expect(room.redaction(of: hall.join.eventID) == redaction.eventID)
        // The resident has the join redacted.
        let left = try #require(room[hall.join.eventID])
        let given = state.map { $0.eventID == left.eventID ? left : $0 }
        let whole = try room.completed(by: given, authChain: [])
        #expect(whole.currentState[hall.tuple] == hall.join.eventID)
        #expect(whole.redaction(of: hall.join.eventID) == redaction.eventID)
        #expect(whole[hall.join.eventID]?.content["displayname"] == nil)
        #expect(whole.receipt(of: hall.join.eventID)?.isRedacted == false)
    }
}
