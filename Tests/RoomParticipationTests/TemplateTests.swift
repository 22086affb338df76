import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Templates")
struct TemplateTests {
    /// What a server may say that nobody should sign.
    struct Lie: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let check: CheckID
        let change: @Sendable (inout JSONObject) -> Void

        init(
            _ words: String, _ check: CheckID,
            _ change: @escaping @Sendable (inout JSONObject) -> Void
        ) {
            testDescription = words
            self.check = check
            self.change = change
        }

        /// Another value of a member.
        static func member(_ name: String, _ value: JSONValue?, _ check: CheckID) -> Lie {
            Lie("\(name) is another one", check) { $0[name] = value }
        }
    }

    private static let hash = JSONValue.string("$" + String(repeating: "a", count: 43))

    static let lies: [Lie] = [
        .member("type", "m.room.message", "template.fields"),
        .member("type", nil, "template.fields"),
        .member("room_id", "!other:resident.example", "template.fields"),
        .member("room_id", nil, "template.fields"),
        .member("sender", "@mallory:us.example", "template.fields"),
        .member("sender", "@carol:resident.example", "template.fields"),
        .member("state_key", "@mallory:us.example", "template.fields"),
        .member("state_key", nil, "template.fields"),
        .member("content", ["membership": "leave"], "template.fields"),
        .member("content", ["membership": 1], "template.fields"),
        .member("content", [], "template.fields"),
        .member("content", nil, "template.fields"),
        .member("prev_events", nil, "template.references"),
        .member("prev_events", [], "template.references"),
        .member("prev_events", [1], "template.references"),
        .member("prev_events", ["no event"], "template.references"),
        .member("prev_events", ["$old:resident.example"], "template.references"),
        .member("prev_events", [hash, hash], "template.references"),
        .member(
            "prev_events",
            .array((0...20).map { .string("$\(String(repeating: "b", count: 41))\($0 + 10)") }),
            "template.references"),
        .member("auth_events", nil, "template.references"),
        .member("auth_events", "none", "template.references"),
        .member(
            "auth_events",
            .array((0...10).map { .string("$\(String(repeating: "b", count: 41))\($0 + 10)") }),
            "template.references"),
        .member("auth_events", [hash, hash], "template.references"),
        .member("depth", nil, "template.depth"),
        .member("depth", -1, "template.depth"),
        .member("depth", 9_007_199_254_740_992, "template.depth"),
        .member("depth", "5", "template.depth"),
        .member(
            "content", ["membership": "join", "join_authorised_via_users_server": "nobody"],
            "template.authoriser"),
        .member(
            "content", ["membership": "join", "join_authorised_via_users_server": 1],
            "template.authoriser"),
    ]

    @Test("What was not asked for is not signed", arguments: lies)
    func refused(lie: Lie) async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        var resident = CannedResident(room)
        resident.template = { answer in
            guard case .object(var event)? = answer["event"] else { return }
            lie.change(&event)
            answer["event"] = .object(event)
        }
        let scene = try Scene(resident)
        let error = await #expect(throws: MembershipError.self) { _ = try await scene.join(room) }
        let attempt = try #require(error?.attempts.first)
        #expect(attempt.step == .checkTemplate)
        guard case .unusable(let findings) = attempt.cause else {
            Issue.record("another cause: \(attempt)")
            return
        }
        #expect(Set(findings.map(\.check)) == [lie.check])
        #expect(findings.allSatisfy { $0.verdict == .fail && $0.fix != nil })
        #expect(scene.operations == ["make-join"])
    }

    @Test("Since room version 12, auth_events does not have the create event")
    func createInAuthEvents() async throws {
        let room = try CannedRoom(RoomVersion.all[11])
        var resident = CannedResident(room)
        let create = JSONValue.string("\(room.events[0].eventID)")
        resident.template = { answer in
            guard case .object(var event)? = answer["event"] else { return }
            event["auth_events"] = [create]
            answer["event"] = .object(event)
        }
        let error = await #expect(throws: MembershipError.self) {
            _ = try await Scene(resident).join(room)
        }
        #expect(error?.description.contains("which the room ID names") == true)
    }

    @Test("References of room versions 1 and 2 are pairs")
    func pairs() async throws {
        let room = try CannedRoom(RoomVersion.all[0])
        for value: JSONValue in [
            ["$a:resident.example"], [["$a:resident.example"]], [["$a:resident.example", [:]]],
            [[Self.hash, ["sha256": "x"]]],
        ] {
            var resident = CannedResident(room)
            resident.template = { answer in
                guard case .object(var event)? = answer["event"] else { return }
                event["prev_events"] = value
                answer["event"] = .object(event)
            }
            let error = await #expect(throws: MembershipError.self) {
                _ = try await Scene(resident).join(room)
            }
            let wrong = error?.attempts.first?.findings.filter { $0.verdict == .fail }
            #expect(wrong?.map(\.check) == ["template.references"])
        }
    }

    @Test("What the template adds to the content is left out, and told")
    func extras() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        var resident = CannedResident(room)
        resident.template = { answer in
            guard case .object(var event)? = answer["event"] else { return }
            event["content"] = [
                "membership": "join", "displayname": "I am a fool", "reason": "none",
            ]
            event["unsigned"] = ["age": 1]
            event["origin"] = "resident.example"
            answer["event"] = .object(event)
        }
        let joined = try await Scene(resident).join(room)
        #expect(joined.event.content.members.map(\.name) == ["membership"])
        #expect(joined.event.document.root["unsigned"] == nil)
        #expect(joined.event.document.root["origin"] == nil)
        #expect(joined.findings.filter { $0.verdict == .warn }.count == 2)
        #expect(
            joined.findings.filter { $0.verdict == .warn }.allSatisfy {
                $0.check == "template.extras"
            })
    }

    @Test("What the user wants in the content is there")
    func ownContent() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        let scene = try Scene(CannedResident(room))
        let joined = try await JoinExchange(as: scene.participant).join(
            JoinRequest(
                room.roomID, as: UserID(parsing: CannedRoom.user),
                through: [ServerName(parsing: "resident.example")],
                content: ["displayname": "Carol", "membership": "ban"]))
        #expect(joined.event.content["displayname"]?.string == "Carol")
        #expect(joined.event.content["membership"]?.string == "join")
    }

    @Test(
        "The room version has to be one that is known, and that was offered",
        arguments: [
            (JSONValue.string("nosuch"), "there is no room version 'nosuch'"),
            ("9", "the answer is for room version 9, which was not offered"),
            (nil, "the answer is for room version 1, which was not offered"),
            (
                11,
                "the answer is of another form: expected a string in 'room_version', found a number"
            ),
            (
                .null,
                "the answer is of another form: expected a string in 'room_version', found null"
            ),
        ] as [(JSONValue?, String)])
    func versions(value: JSONValue?, words: String) async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        var resident = CannedResident(room)
        resident.template = { $0["room_version"] = value }
        let scene = try Scene(resident)
        let error = await #expect(throws: MembershipError.self) {
            _ = try await scene.join(room, versions: [room.version])
        }
        #expect(error?.description == "resident.example: checking the template failed: \(words)")
        #expect(scene.federation.journal[0].target.hasSuffix("?ver=11"))
    }

    @Test("An answer without a template is told", arguments: [nil, "event", []] as [JSONValue?])
    func noTemplate(value: JSONValue?) async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        var resident = CannedResident(room)
        resident.template = { $0["event"] = value }
        let error = await #expect(throws: MembershipError.self) {
            _ = try await Scene(resident).join(room)
        }
        #expect(error?.description.contains("expected an object in 'event'") == true)
    }
}
