import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestHomeserver
import Testing

@testable import struct TestHomeserver.MadeRoom
@testable import struct TestHomeserver.RoomMaker
@testable import struct TestHomeserver.RoomMakingError
@testable import struct TestHomeserver.ServerDirectory

@Suite("Rooms that are made")
struct RoomMakingTests {
    private func made(_ rooms: String) throws -> [MadeRoom] {
        var servers = try TestBed.configuration().servers
        servers[0].content = try DescribedFile.content(#"{"rooms":[\#(rooms)]}"#)
        let maker = RoomMaker(
            servers: try ServerDirectory(servers), home: servers[0], now: 1_795_000_000_000)
        return try maker.rooms()
    }

    private func keys() throws -> EventKeyTable {
        var table = EventKeyTable()
        for (name, number) in [("one.test", UInt8(1)), ("two.test", 2)] {
            let key = try TestBed.key(number).publicKey
            table[key.keyID, of: try ServerName(parsing: name)] = .found(key, .unlimited)
        }
        return table
    }

    @Test("Every event of a room of every version is accepted", arguments: RoomVersion.all)
    func accepted(version: RoomVersion) throws {
        let rules = version.rules
        let joinRule =
            rules.knockRestricted
            ? "knock_restricted" : rules.restrictedJoins ? "restricted" : "invite"
        let allowing = rules.restrictedJoins ? #""allow":["hall"],"# : ""
        let knocking = rules.knockRestricted ? #",{"user":"@k:two.test","membership":"knock"}"# : ""
        let rooms = try made(
            """
            {"id":"lobby","version":"\(version)","join_rule":"\(joinRule)",\(allowing)
             "members":["@a:one.test",{"user":"@b:two.test","displayname":"B"},
               {"user":"@c:elsewhere.test","membership":"invite"},
               {"user":"@d:elsewhere.test","membership":"ban"},
               {"user":"@e:elsewhere.test","membership":"leave"},
               {"user":"@f:one.test","membership":"leave"}\(knocking)],
             "crowd":4,"power_levels":{"users":{"@b:two.test":50}},"name":"Lobby","topic":"All",
             "encryption":true,"aliases":["#lobby:one.test","#l:one.test"],"children":["hall"],
             "acl":{"deny":["evil.test"]},"messages":12,
             "state":[{"type":"m.room.avatar","content":{"url":"mxc://one.test/a"}}]},
            {"id":"hall","version":"\(version)","crowd":1}
            """)
        #expect(rooms.count == 2)
        for room in rooms {
            let report = try ReceiptCheck(version: version, keys: try keys())
                .report(on: room.events.map(\.source.canonicalBytes))
            let wrong = report.receipts.filter { $0.verdict != .accepted }
            #expect(wrong.isEmpty, "\(wrong.first?.cause.map(String.init(describing:)) ?? "")")
            #expect(report.forwardExtremities == room.events.suffix(1).map(\.eventID))
            #expect(room.events.allSatisfy { $0.originServerTS <= 1_795_000_000_000 })
        }
        let lobby = rooms[0].events
        #expect(lobby.filter { $0.type == "m.room.message" }.count == 12)
        let joins = lobby.filter { $0.type == "m.room.member" && $0.sender != lobby[0].sender }
        #expect(joins.count > 4)
        let allowed = lobby.first { $0.type == "m.room.join_rules" }?.content["allow"]?.elements
        #expect(
            (allowed?.first?["room_id"]?.string == rooms[1].events[0].roomID.description)
                == rules.restrictedJoins)
        if !rules.createEventNamesRoom { #expect(lobby[0].roomID.description == "!lobby:one.test") }
    }

    @Test(
        "A room that cannot be is refused, with the event and the reason",
        arguments: [
            (#"{"id":"a"}"#, "a creator"), (#"{"id":"a","creator":"@x:elsewhere.test"}"#, "sign"),
            (#"{"id":"a","members":["@a:one.test","@x:elsewhere.test"]}"#, "@x:elsewhere.test"),
            (#"{"id":"a","crowd":1},{"id":"a","crowd":1}"#, "same name"),
            (##"{"id":"a","crowd":1,"aliases":["#a:two.test"]}"##, "no alias of one.test"),
            (
                ##"{"id":"a","crowd":1,"aliases":["#a:one.test"]},"##
                    + ##"{"id":"b","crowd":1,"aliases":["#a:one.test"]}"##,
                "'b': #a:one.test names another room"
            ),
            (#"{"id":"a","crowd":1,"children":["b"]}"#, "'b' is no room"),
            (
                #"{"id":"a","crowd":1,"version":"6","#
                    + #""members":["@a:one.test",{"user":"@b:one.test","membership":"knock"}]}"#,
                "m.room.member of @b:one.test"
            ),
            (
                #"{"id":"a","members":["@a:one.test","@b:one.test"],"#
                    + #""messages":[{"sender":"@c:one.test","body":"x"}]}"#,
                "m.room.message"
            ),
            (
                #"{"id":"a","version":"11","members":["@a:one.test"],"power_levels":{"ban":"high"}}"#,
                "m.room.power_levels"
            ),
        ])
    func refused(rooms: String, words: String) {
        let error = #expect(throws: RoomMakingError.self) { try made(rooms) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test("Two rooms that say the same are two rooms", arguments: ["11", "12"])
    func alike(version: String) throws {
        let rooms = try made(
            #"{"id":"a","version":"\#(version)","crowd":1},"#
                + #"{"id":"b","version":"\#(version)","crowd":1}"#)
        #expect(rooms[0].events[0].roomID != rooms[1].events[0].roomID)
    }

    @Test("State that another member sets comes once they are in the room")
    func others() throws {
        let rooms = try made(
            #"{"id":"a","version":"11","members":["@a:one.test","@b:one.test"],"#
                + #""power_levels":{"users":{"@b:one.test":100}},"#
                + #""state":[{"type":"m.room.topic","sender":"@b:one.test"},{"type":"m.a"}],"#
                + #""messages":1}"#)
        let types = rooms[0].events.map(\.type).suffix(4)
        #expect(types == ["m.a", "m.room.member", "m.room.topic", "m.room.message"])
    }

    @Test("A room for one server only refuses users of another")
    func unfederated() {
        let error = #expect(throws: RoomMakingError.self) {
            try made(
                #"{"id":"a","federate":false,"members":["@a:one.test","@b:two.test"]}"#)
        }
        #expect(error?.description.contains("@b:two.test") == true)
    }
}
