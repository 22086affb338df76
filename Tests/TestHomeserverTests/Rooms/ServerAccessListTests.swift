import FederationCore
import MatrixJSON
import RoomEvents
import TestHomeserver
import Testing

@testable import struct TestHomeserver.NamePattern
@testable import struct TestHomeserver.ServerAccessList

@Suite("Access control lists of rooms")
struct ServerAccessListTests {
    private func list(_ content: JSONObject) throws -> ServerAccessList {
        let version = try RoomVersion(parsing: "10")
        let event = try buildEvent(
            from: [
                "type": "m.room.server_acl", "state_key": "", "content": .object(content),
                "sender": "@a:one.test", "room_id": "!r:one.test",
            ], version: version, in: EventSurroundings(originServerTS: 1))
        return ServerAccessList(try Event(parsing: event.canonicalBytes(), version: version))
    }

    @Test(
        "A server is denied by an address, by a denied pattern, or for want of an allowed one",
        arguments: [
            (["allow": ["*"]], "evil.test", true), (["allow": []], "evil.test", false),
            ([:], "evil.test", false),
            (["allow": ["*"], "deny": ["evil.test"]], "evil.test", false),
            (["allow": ["*"], "deny": ["EVIL.*"]], "evil.test:8448", false),
            (["allow": ["*"], "deny": ["evil.test"]], "Evil.Test", false),
            (["allow": ["*"], "deny": ["evil.test:8448"]], "evil.test:8448", true),
            (["allow": ["*"], "deny": ["?vil.test"]], "evil.test", false),
            (["allow": ["*.good.test"]], "good.test", false),
            (["allow": ["*.good.test"]], "a.b.good.test", true),
            (["allow": ["*"], "allow_ip_literals": false], "1.2.3.4:8448", false),
            (["allow": ["*"], "allow_ip_literals": false], "[::1]", false),
            (["allow": ["*"], "allow_ip_literals": true], "1.2.3.4", true),
            (["allow": ["*"], "allow_ip_literals": "no"], "1.2.3.4", true),
            (["allow": ["*", 7], "deny": "evil.test"], "evil.test", true),
        ] as [(JSONObject, String, Bool)])
    func rules(content: JSONObject, server: String, isAllowed: Bool) throws {
        let server = try ServerName(parsing: server)
        #expect(try list(content).allows(server) == isAllowed)
    }

    @Test("A pattern with many stars costs no more than the product of both lengths")
    func hostilePattern() {
        let pattern = NamePattern(String(repeating: "*a", count: 2_000) + "b")
        #expect(!pattern.fits(String(repeating: "a", count: 4_000)))
        #expect(NamePattern("**").fits("") && !NamePattern("?").fits(""))
    }
}
