import FederationCore
import Findings
import FoundationEssentials
import MatrixJSON
import RoomEvents
import RoomParticipation
import SigningKeys
import TestHomeserver
import TestSupport
import Testing

@testable import struct TestHomeserver.RoomMaker
@testable import struct TestHomeserver.ServerDirectory

/// A homeserver whose faults can be set, a room of it that the stranger joined, and the means to ask it.
struct ContentScene {
    let bed: FaultBed
    let joined: JoinedRoom
    let version: RoomVersion
    let home: ServerName

    init(_ bed: FaultBed, _ version: String) async throws {
        self.bed = bed
        self.version = try RoomVersion(parsing: version)
        joined = try await bed.joined()
        home = try ServerName(parsing: "one.test")
    }

    var keys: NotaryQuery {
        NotaryQuery(
            asking: FaultBedFederation(bed: bed), time: FixedTime(now: bed.now))
    }

    static func failures(of findings: [Finding]) -> Set<String> {
        Set(findings.filter { $0.verdict == .fail }.map { "\($0.check)" })
    }

    /// The checks that fail where something is fetched.
    func failures(
        of fetch: (RoomFetch, ServerName) async throws -> [Finding]
    ) async throws -> Set<String> {
        let question = RoomFetch(
            joined.event.roomID, version: version, as: try bed.participant)
        do {
            return Self.failures(of: try await fetch(question, home))
        } catch let error as ParticipationError where !error.findings.isEmpty {
            return Self.failures(of: error.findings)
        }
    }

    /// The checks that fail where a user of the server is invited to a room of the stranger.
    func complaintsOfInviting() async throws -> Set<String> {
        let content = try JSONDecoder().decode(
            ServerContent.self,
            from: Data(
                """
                {"rooms":[{"id":"r","version":"\(version)","members":["@m:stranger.test",
                  {"user":"@a:one.test","membership":"invite"}]}]}
                """.utf8))
        let stranger = VirtualServer(
            name: bed.stranger.serverName, signingKey: bed.stranger.key, content: content)
        let events = try #require(
            try RoomMaker(
                servers: try ServerDirectory([stranger]), home: stranger,
                now: UTCTime(bed.now).milliseconds
            ).rooms().first
        ).events
        do {
            let signed = try await InviteExchange(as: bed.participant).send(
                try #require(events.last), to: home, roomState: [events[0]])
            return Self.failures(of: signed.findings)
        } catch let error as ParticipationError where !error.findings.isEmpty {
            return Self.failures(of: error.findings)
        }
    }

    /// The checks that fail where the server is asked, as a notary, for its own keys.
    func complaintsOfNotary() async throws -> Set<String> {
        Self.failures(of: await keys.ask([home], about: home).findings)
    }
}
