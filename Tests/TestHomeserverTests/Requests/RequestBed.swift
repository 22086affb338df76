import FederationClient
import FederationCore
import FoundationEssentials
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import TestHomeserver
import TestSupport
import Testing

@testable import class TestHomeserver.HostedRoom
@testable import class TestHomeserver.RunningHomeserver

/// A homeserver on loopback with rooms on `one.test`, and a client of `stranger.test` that finds it by discovery
/// and asks it over TLS.
struct RequestBed {
    let rooms: RoomBed
    let client: FederationClient

    /// Starts a homeserver with the rooms of a file, and `more` content, for `body`, and stops it after.
    static func run(
        _ rooms: String, more: String = "",
        configure: (inout HomeserverConfiguration) -> Void = { _ in },
        body: (RequestBed) async throws -> Void
    ) async throws {
        try await RoomBed.run(rooms, more: more, plain: false, configure: configure) { rooms in
            try await body(
                RequestBed(
                    rooms: rooms,
                    client: FederationClient(
                        environment: environment(to: rooms.bed.running.port, rooms.bed.transport))))
        }
    }

    /// Where every connection goes to a port of this machine.
    static func environment(
        to port: UInt16, _ http: any HTTPExchanging, at now: Date = TestBed.now
    ) -> FederationEnvironment {
        FederationEnvironment(
            http: http, names: CannedNames([], others: .noSuchName), tls: CannedTLS(),
            time: FixedTime(now: now),
            connectOverrides: [
                ConnectOverride(host: nil, port: nil, newHost: "127.0.0.1", newPort: port)
            ], stepTimeout: .seconds(60), userAgent: "fedctl/test")
    }

    var identity: FederationIdentity { rooms.bed.stranger }
    var journal: MemoryJournal { rooms.bed.journal }

    static func home() throws -> ServerName { try ServerName(parsing: RoomBed.home) }

    /// Sends a request of the endpoint table.
    func ask(
        _ operation: String, _ parameters: [(String, String)] = [], body: RequestBody? = nil
    ) async throws -> HTTPResponse {
        let endpoint = try #require(Endpoint.named(operation))
        let request = try FederationRequest(
            endpoint, to: Self.home(), parameters: parameters.map { RequestParameter($0.0, $0.1) },
            body: body)
        return try await client.send(request, signedBy: identity).response
    }

    /// The room as the homeserver has it.
    func hosted(_ index: Int = 0) throws -> HostedRoom {
        let acting = try #require(rooms.bed.running.router.acting(as: Self.home()))
        return try #require(acting.state.rooms[rooms.id(index)])
    }

    /// Has `@bob:stranger.test` join a room, and gives it as crafted events need it.
    func craftedRoom(_ index: Int = 0) async throws -> CraftedRoom {
        let joined = try await rooms.join(index)
        let copy = try StrangerRoom(joined, rooms)
        let sender = joined.event.sender
        let surroundings = copy.timeline.surroundings(
            type: "m.room.message", sender: sender, content: [:], time: RoomBed.milliseconds)
        return CraftedRoom(
            version: joined.version, roomID: rooms.id(index), sender: sender,
            prevEvents: surroundings.prevEvents, authEvents: surroundings.authEvents,
            otherEvents: joined.state)
    }
}
