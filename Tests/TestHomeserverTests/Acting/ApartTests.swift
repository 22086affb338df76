import Certificates
import FederationCore
import FoundationEssentials
import MatrixJSON
import RoomEvents
import RoomState
import SigningKeys
import TestHomeserver
import Testing

@testable import struct TestHomeserver.ActingServer
@testable import struct TestHomeserver.EventDraft
@testable import class TestHomeserver.RunningHomeserver

@Suite("Names of one process that are apart", .serialized)
struct ApartTests {
    @Test(
        "What happens goes over HTTP where they are apart, and by hand where not",
        arguments: [true, false])
    func sent(isApart: Bool) async throws {
        let federation = try LoopFederation()
        let names = try ["one.test", "two.test"].map { try ServerName(parsing: $0) }
        var configuration = try TestBed.configuration()
        let content =
            #"{"rooms":[{"id":"hall","version":"11","members":["@a:one.test","@b:two.test"]}]}"#
        configuration.servers[0].content = try JSONDecoder().decode(
            ServerContent.self, from: Data(content.utf8))
        configuration.speaksPlainHTTP = true
        configuration.federation = federation
        configuration.isApart = isApart
        configuration.verifyKeys = KeyRing(fetchingWith: federation, time: configuration.time)
        let running = try await Homeserver(configuration).start()
        for name in names { federation.set(name, at: running.addresses[0]) }
        do {
            let one = try #require(running.router.acting(as: names[0]))
            let two = try #require(running.router.acting(as: names[1]))
            let room = try #require(one.state.rooms.all.first)
            let copy = try #require(two.state.rooms[room.id])
            let draft = EventDraft(type: "m.room.message", content: ["body": "hello"])
            let sent = try await one.send(draft, by: try UserID(parsing: "@a:one.test"), in: room)
            try await ActingBed.wait(for: "the event at the other name") {
                copy.read { $0[sent.event.eventID] } != nil
            }
            #expect(federation.count("send", to: names[1]) == (isApart ? 1 : 0))
            #expect(federation.count("server-keys", to: names[0]) == (isApart ? 1 : 0))
            #expect(federation.count("server-keys", to: names[1]) == 0)
        } catch {
            await running.stop()
            throw error
        }
        await running.stop()
    }
}
