import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@testable import TestHomeserver

@Suite("The directory of public rooms, and spaces")
struct DirectoryTests {
    private static func room(
        _ name: String, members: Int = 1, joinRule: String = "public"
    ) throws -> RoomSummary {
        RoomSummary(
            roomID: try RoomID(parsing: "!\(name):one.test"),
            version: try RoomVersion(parsing: "10"), joinedMembers: members, joinRule: joinRule,
            name: name)
    }

    /// The names of the rooms of a page.
    private static func names(_ page: JSONObject) -> [String] {
        JSONValue.object(page).list("chunk").compactMap { $0["name"]?.text }
    }

    @Test("Pages hold every room once, those with most members first", arguments: [1, 2, 3, 7, 50])
    func pages(limit: Int64) throws {
        let rooms = try (0..<7).map { try Self.room("r\($0)", members: 1 + $0 / 3) }.shuffled()
        var found: [String] = []
        var tokens: [String] = []
        var token: String?
        repeat {
            let page = try PublicRoomsQuery(limit: limit, since: token).page(of: rooms)
            #expect(page["total_room_count_estimate"] == 7)
            #expect(Self.names(page).count <= limit)
            #expect((page["prev_batch"] == nil) == found.isEmpty)
            found += Self.names(page)
            token = page["next_batch"]?.text
            if let token { tokens.append(token) }
        } while token != nil
        #expect(found == ["r6", "r3", "r4", "r5", "r0", "r1", "r2"])
        guard let last = tokens.last else { return }
        let page = try PublicRoomsQuery(limit: limit, since: last).page(of: rooms)
        let former = try #require(page["prev_batch"]?.text)
        let before = try PublicRoomsQuery(limit: limit, since: former).page(of: rooms)
        #expect(before["next_batch"]?.text == last)
    }

    @Test("No limit and the limit 0 list everything")
    func unlimited() throws {
        let rooms = try (0..<120).map { try Self.room("r\($0)") }
        for limit in [nil, 0] as [Int64?] {
            let page = try PublicRoomsQuery(limit: limit).page(of: rooms)
            #expect(Self.names(page).count == 120)
            #expect(page["next_batch"] == nil)
        }
    }

    @Test("A filter leaves what it says, and nothing else")
    func filter() throws {
        var space = try Self.room("Space")
        space.roomType = "m.space"
        var bridged = try Self.room("Bridged")
        bridged.thirdPartyInstanceID = "irc"
        var other = try Self.room("Other")
        other.topic = "All about CATS"
        other.canonicalAlias = "#pets:one.test"
        let rooms = [space, bridged, other]
        let ask = { (change: (inout PublicRoomsQuery) -> Void) in
            var query = try PublicRoomsQuery()
            change(&query)
            return Self.names(query.page(of: rooms))
        }
        #expect(try ask { _ in } == ["Other", "Space"])
        #expect(try ask { $0.searchTerm = "cats" } == ["Other"])
        #expect(try ask { $0.searchTerm = "#PETS" } == ["Other"])
        #expect(try ask { $0.searchTerm = "dogs" }.isEmpty)
        #expect(try ask { $0.roomTypes = [nil] } == ["Other"])
        #expect(try ask { $0.roomTypes = ["m.space"] } == ["Space"])
        #expect(try ask { $0.roomTypes = [nil, "m.space"] } == ["Other", "Space"])
        #expect(try ask { $0.roomTypes = [] }.isEmpty)
        #expect(try ask { $0.includesAllNetworks = true } == ["Bridged", "Other", "Space"])
        #expect(try ask { $0.thirdPartyInstanceID = "irc" } == ["Bridged"])
        #expect(try ask { $0.thirdPartyInstanceID = "xmpp" }.isEmpty)
    }

    @Test(
        "A question that cannot be is refused",
        arguments: [
            (#"{"limit":-1}"#, "M_INVALID_PARAM"), (#"{"since":"5"}"#, "M_INVALID_PARAM"),
            (#"{"since":"rooms_-1"}"#, "M_INVALID_PARAM"),
            (#"{"filter":{"generic_search_term":1}}"#, "M_BAD_JSON"),
            (#"{"filter":{"room_types":[1]}}"#, "M_BAD_JSON"),
            (#"{"filter":[]}"#, "M_BAD_JSON"),
            (
                #"{"include_all_networks":true,"third_party_instance_id":"irc"}"#,
                "M_INVALID_PARAM"
            ),
        ])
    func refused(body: String, code: String) async throws {
        try await TestBed.run { bed in
            guard case .object(let object) = try JSONValue(parsing: Array(body.utf8)) else {
                return
            }
            let response = try await bed.ask("public-rooms-search", body: object)
            #expect(response.status == 400)
            #expect(response.errorCode == code)
        }
    }

    // MARK: - Spaces

    /// A link from the space to a room.
    private static func link(
        to name: String, content: JSONObject, time: Int64
    ) throws -> Event {
        let template: JSONObject = [
            "type": "m.space.child", "state_key": .string("!\(name):one.test"),
            "content": .object(content), "sender": "@alice:one.test", "depth": 1,
            "room_id": "!space:one.test", "origin_server_ts": .integer(time),
            "prev_events": [], "auth_events": [], "hashes": ["sha256": "x"],
            "signatures": [:],
        ]
        return try Event(
            parsing: template.canonicalBytes(), version: try RoomVersion(parsing: "10"))
    }

    private static func rooms() throws -> CannedRooms {
        let via: JSONValue = ["one.test"]
        var space = try room("space")
        space.roomType = "m.space"
        space.children = [
            try link(to: "late", content: ["via": via], time: 9),
            try link(to: "early", content: ["via": via, "order": "bad\u{7F}"], time: 1),
            try link(
                to: "private", content: ["via": via, "order": "b", "suggested": true], time: 9),
            try link(to: "restricted", content: ["via": via, "order": "a"], time: 9),
            try link(to: "elsewhere", content: ["via": via, "order": "c"], time: 9),
            try link(to: "removed", content: [:], time: 0),
        ]
        let other = try UserID(parsing: "@u:other.test")
        let guest = try UserID(parsing: "@g:guest.test")
        var canned = CannedRooms()
        var restricted = try room("restricted", joinRule: "restricted")
        restricted.allowedRoomIDs = [space.roomID]
        for summary in [
            space, restricted, try room("late"), try room("early", joinRule: "knock"),
            try room("private", joinRule: "invite"), try room("removed"),
        ] {
            canned.rooms[summary.roomID] = CannedRooms.Room(
                summary: summary,
                joined: summary.name == "space" ? [other] : [],
                invited: summary.name == "private" ? [guest] : [])
        }
        return canned
    }

    @Test(
        "The hierarchy has the rooms that the asking server may see, in the order of the space",
        arguments: [
            ("other.test", ["restricted", "early", "late"], ["private"]),
            ("guest.test", ["private", "early", "late"], ["restricted"]),
            ("stranger.test", ["early", "late"], ["restricted", "private"]),
        ])
    func hierarchy(server: String, children: [String], inaccessible: [String]) throws {
        let rooms = try Self.rooms()
        let hierarchy = try #require(
            SpaceHierarchy(
                of: try RoomID(parsing: "!space:one.test"),
                for: try ServerName(parsing: server), rooms: rooms, suggestedOnly: false))
        let answer = JSONValue.object(hierarchy.json)
        #expect(answer.list("children").map { $0["name"]?.text } == children)
        #expect(answer.list("children").allSatisfy { $0["children_state"] == nil })
        #expect(
            answer.list("inaccessible_children").map(\.text)
                == inaccessible.map { "!\($0):one.test" })
        let links = answer["room"]?.list("children_state") ?? []
        #expect(
            links.map { $0["state_key"]?.text }
                == ["restricted", "private", "elsewhere", "early", "late"].map { "!\($0):one.test" }
        )
        #expect(
            links.first?.names == ["content", "origin_server_ts", "sender", "state_key", "type"])
        #expect(answer["room"]?["room_type"] == "m.space")
        #expect(answer["room"]?["room_version"] == "10")
    }

    @Test("Only suggested rooms are listed where that is asked")
    func suggested() throws {
        let hierarchy = try #require(
            SpaceHierarchy(
                of: try RoomID(parsing: "!space:one.test"),
                for: try ServerName(parsing: "guest.test"), rooms: try Self.rooms(),
                suggestedOnly: true))
        let answer = JSONValue.object(hierarchy.json)
        #expect(answer.list("children").map { $0["name"]?.text } == ["private"])
        #expect(answer["room"]?.list("children_state").count == 1)
    }

    @Test(
        "A room that is not here or not for the asking server has no hierarchy",
        arguments: [
            ("!none:one.test", "guest.test"), ("!private:one.test", "stranger.test"),
            ("!restricted:one.test", "stranger.test"),
        ])
    func hidden(room: String, server: String) throws {
        let hierarchy = SpaceHierarchy(
            of: try RoomID(parsing: room), for: try ServerName(parsing: server),
            rooms: try Self.rooms(), suggestedOnly: false)
        #expect(hierarchy == nil)
    }
}
