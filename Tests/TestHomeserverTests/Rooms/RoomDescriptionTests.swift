import FederationCore
import MatrixJSON
import RoomEvents
import TestHomeserver
import Testing

@Suite("Rooms as a file describes them")
struct RoomDescriptionTests {
    private func room(_ json: String) throws -> RoomDescription {
        let content = try DescribedFile.content(#"{"rooms":[\#(json)]}"#)
        return try #require(content.rooms.first)
    }

    @Test("A room with nothing but a name is public, of the usual version, and empty")
    func defaults() throws {
        let room = try room(#"{"id":"lobby"}"#)
        #expect(room.version.identifier == "12")
        #expect(room.joinRule == .public)
        #expect(room.historyVisibility == .shared)
        #expect(room.members.isEmpty && room.messages.isEmpty && room.crowd == 0)
        #expect(room.isFederated && !room.isListed && room.accessList == nil)
    }

    @Test("Everything that a room can have is read")
    func everything() throws {
        let room = try room(
            """
            {"id":"lobby","version":10,"creator":"@a:one.test","federate":false,"type":"m.space",
             "join_rule":"knock_restricted","allow":["hall"],"crowd":3,
             "members":["@a:one.test",{"user":"@b:two.test","membership":"ban"},
               {"user":"@c:one.test","displayname":"C"}],
             "power_levels":{"users":{"@c:one.test":50},"ban":75},"name":"Lobby","topic":"All",
             "history_visibility":"joined","encryption":true,"aliases":["#lobby:one.test"],
             "listed":true,"acl":{"deny":["evil.test"],"allow_ip_literals":false},
             "policy":{"via":"two.test","public_key":"AAAA"},
             "children":["hall",{"room":"!x:one.test","suggested":true,"order":"a","via":["x.test"]}],
             "state":[{"type":"m.room.avatar","content":{"url":"mxc://one.test/a"}}],
             "messages":["hello",{"sender":"@c:one.test","body":"hi"},
               {"type":"org.example","content":{"deep":[{"n":1},null,true]}}],
             "begins":1700000000000,"interval":5}
            """)
        #expect(room.version.identifier == "10")
        #expect(room.members.map(\.membership) == [.join, .ban, .join])
        #expect(room.members.last?.displayName == "C")
        #expect(room.powerLevels == ["users": ["@c:one.test": 50], "ban": 75])
        #expect(room.encryption == "m.megolm.v1.aes-sha2")
        #expect(room.accessList?.allow == ["*"] && room.accessList?.allowsAddresses == false)
        #expect(room.children.map(\.room) == ["hall", "!x:one.test"])
        #expect(room.state.first?.stateKey == "")
        #expect(room.messages.map(\.type) == ["m.room.message", "m.room.message", "org.example"])
        #expect(room.messages.last?.content == ["deep": [["n": 1], nil, true]])
        #expect(room.begins == 1_700_000_000_000 && room.interval == 5)
        #expect(room.joinRule == .knockRestricted && room.historyVisibility == .joined)
        #expect(room.type == "m.space" && !room.isFederated && room.isListed && room.crowd == 3)
    }

    @Test("A number of messages makes as many")
    func counted() throws {
        let room = try room(#"{"id":"lobby","messages":3}"#)
        let bodies = room.messages.map { $0.content["body"] }
        #expect(bodies == ["message 1", "message 2", "message 3"])
    }

    @Test(
        "What is wrong is named, with what was expected",
        arguments: [
            (#"{"version":"11"}"#, "id"), (#"{"id":"a","version":"13"}"#, "'13'"),
            (#"{"id":"a","join_rule":"open"}"#, "found 'open'"),
            (#"{"id":"a","nmae":"x"}"#, "found 'nmae'"),
            (#"{"id":"a","creator":"alice"}"#, "alice"),
            (#"{"id":"a","members":["nobody"]}"#, "nobody"),
            (#"{"id":"a","members":[{"membership":"join"}]}"#, "'user'"),
            (#"{"id":"a","members":[{"user":"@a:b","membership":"in"}]}"#, "found 'in'"),
            (#"{"id":"a","messages":-1}"#, "-1"), (#"{"id":"a","crowd":-5}"#, "-5"),
            (#"{"id":"a","acl":{"allowed":[]}}"#, "found 'allowed'"),
            (#"{"id":"a","policy":{"public_key":"x"}}"#, "'via'"),
            (#"{"id":"a","policy":{"via":"[","public_key":"x"}}"#, "["),
            (#"{"id":"a","children":[{"room":"x","sugested":true}]}"#, "found 'sugested'"),
            (#"{"id":"a","state":[{"type":"x","content":[]}]}"#, "expected names"),
            (##"{"id":"a","aliases":["lobby"]}"##, "lobby"),
            (#"{"id":"a:b c","version":"11"}"#, "found 'a:b c'"),
            (#"{"id":"","version":"11"}"#, "found ''"), (#"{"id":""}"#, "an empty one"),
            (#"{"id":"a","version":"6","join_rule":"knock"}"#, "version 6 has no join rule"),
            (#"{"id":"a","version":"7","join_rule":"restricted"}"#, "'restricted'"),
            (#"{"id":"a","version":"9","join_rule":"knock_restricted"}"#, "'knock_restricted'"),
            (#"{"id":"a","allow":["b"]}"#, "found 'public'"),
            (
                #"{"id":"a","version":"11","additional_creators":["@a:b"]}"#,
                "no additional creators"
            ), (#"{"id":"a","interval":-1}"#, "found -1"),
        ])
    func wrong(json: String, words: String) {
        let error = #expect(throws: DecodingError.self) { try room(json) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains(words))
    }

    @Test("What a version does not have can be given as state all the same")
    func wrongOnPurpose() throws {
        let room = try room(
            #"{"id":"a b","version":"12","state":[{"type":"m.room.join_rules","#
                + #""content":{"join_rule":"restricted"}}]}"#)
        #expect(room.state.map(\.type) == ["m.room.join_rules"] && room.id == "a b")
    }

    @Test("A dump is one document a line")
    func dump() {
        let dump = RoomDump(ndjson: Array("{\"a\":1}\r\n\n  \n{\"b\":2}\n".utf8))
        #expect(dump.events.count == 2)
    }
}
