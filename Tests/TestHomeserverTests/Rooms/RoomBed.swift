import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import TestHomeserver
import TestSupport
import Testing

@testable import struct TestHomeserver.MadeRoom
@testable import struct TestHomeserver.RoomMaker
@testable import struct TestHomeserver.ServerDirectory

/// A homeserver on loopback with rooms on `one.test`, and a server elsewhere that takes part in them.
struct RoomBed {
    let bed: TestBed
    /// The rooms as they are made at the start.
    private let rooms: [MadeRoom]

    /// Starts a homeserver with the rooms of a file, and `more` content, for `body`, and stops it after.
    static func run(
        _ rooms: String, more: String = "", federation: (any FederationRequesting)? = nil,
        plain: Bool = true, configure: (inout HomeserverConfiguration) -> Void = { _ in },
        body: (RoomBed) async throws -> Void
    ) async throws {
        let content = try DescribedFile.content(#"{"rooms":[\#(rooms)]\#(more)}"#)
        var made: [MadeRoom] = []
        var failure: (any Error)?
        try await TestBed.run(plain: plain) { configuration in
            configuration.servers[0].content = content
            configuration.federation = federation
            configure(&configuration)
            do {
                made = try RoomMaker(
                    servers: try ServerDirectory(configuration.servers),
                    home: configuration.servers[0], now: milliseconds
                ).rooms()
            } catch {
                failure = error
            }
        } body: { bed in
            if let failure { throw failure }
            try await body(RoomBed(bed: bed, rooms: made))
        }
    }

    /// The time of the test bed.
    static let milliseconds: Int64 = 1_795_000_000_000

    /// The server itself.
    static let home = "one.test"

    /// The events of the first room of the file.
    var events: [Event] { rooms[0].events }

    /// The events of a room of the file.
    func events(_ index: Int) -> [Event] { rooms[index].events }

    /// The ID of a room of the file.
    func id(_ index: Int = 0) -> RoomID { rooms[index].events[0].roomID }

    /// The version of a room of the file.
    func version(_ index: Int = 0) -> RoomVersion { rooms[index].events[0].version }

    /// The event of a room of the file that has a type, and a state key where one is given.
    func event(_ type: String, _ stateKey: String? = nil, in index: Int = 0) throws -> Event {
        try #require(
            rooms[index].events.last {
                $0.type == type && (stateKey == nil || $0.stateKey == stateKey)
            })
    }

    /// The keys of all servers.
    var keys: KnownKeys {
        get throws {
            var keys = [bed.stranger.serverName: bed.stranger.key.publicKey]
            keys[try ServerName(parsing: "one.test")] = try TestBed.key(1).publicKey
            keys[try ServerName(parsing: "two.test")] = try TestBed.key(2).publicKey
            return KnownKeys(keys: keys)
        }
    }

    /// The server elsewhere.
    var participant: Participant {
        get throws {
            Participant(
                identity: bed.stranger, federation: BedFederation(bed: bed),
                verifyKeys: try keys, time: FixedTime(now: TestBed.now))
        }
    }

    /// Joins a room of the file, verifying everything.
    func join(
        _ index: Int = 0, as user: String = "@bob:stranger.test", omitsMembers: Bool = false,
        through server: String = home
    ) async throws -> JoinedRoom {
        try await JoinExchange(as: participant).join(
            JoinRequest(
                id(index), as: try UserID(parsing: user),
                through: [try ServerName(parsing: server)], omitsMembers: omitsMembers))
    }

    /// Asks for a template, and makes the signed event of it that `change` leaves.
    func membership(
        _ operation: String, _ index: Int = 0, user: String = "@bob:stranger.test",
        change: (inout JSONObject) -> Void = { _ in }
    ) async throws -> Event {
        let versions = operation == "make-leave" ? [] : [("ver", version(index).identifier)]
        let answer = try await bed.ask(
            operation, [("roomId", id(index).description), ("userId", user)] + versions)
        try #require(answer.status == 200, "\(answer.json)")
        guard case .object(var event)? = answer.json["event"] else {
            throw RoomBedError(words: "there is no template")
        }
        change(&event)
        return try signed(event, index)
    }

    /// The event of a template, hashed and signed by the server elsewhere.
    func signed(_ template: JSONObject, _ index: Int = 0) throws -> Event {
        var event = template
        event["origin"] = .string("stranger.test")
        if version(index).rules.eventIDFormat == .serverChosen, event["event_id"] == nil {
            event["event_id"] = .string("$\(UInt64.random(in: 0 ... .max)):stranger.test")
        }
        let object = try signEvent(
            event, version: version(index), as: bed.stranger.serverName, with: bed.stranger.key)
        return try Event(parsing: object.canonicalBytes(), version: version(index))
    }

    /// Hands a membership event over.
    func hand(
        _ operation: String, _ event: Event, room: RoomID? = nil, query: [(String, String)] = []
    ) async throws -> HTTPResponse {
        let endpoint = try #require(Endpoint.named(operation))
        let parameters =
            [
                ("roomId", (room ?? event.roomID).description),
                ("eventId", event.eventID.description),
            ] + query
        return try await bed.ask(
            try FederationRequest(
                endpoint, to: try ServerName(parsing: Self.home),
                parameters: parameters.map { RequestParameter($0.0, $0.1) },
                body: .bytes(event.source.canonicalBytes)))
    }
}

/// What went wrong with a test bed.
struct RoomBedError: Error {
    let words: String
}
