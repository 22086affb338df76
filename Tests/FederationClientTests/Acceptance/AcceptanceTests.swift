import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport
import Testing

@Suite("Whether a server accepted what was sent to it")
struct AcceptanceTests {
    private static let path = "/_matrix/federation/v1/"
    /// The ID of an event that is no other here.
    private static let other = "$" + String(repeating: "A", count: 43)

    /// An event of a fault, in a room that a peer has.
    private struct Bed {
        let world: CraftWorld
        let pdu: TransactionPDU
        let event: String
        let eventID: String

        init(_ fault: String = "content-changed", version: String = "10") throws {
            world = try CraftWorld(version)
            pdu = try #require(try world.plan(fault).events.first)
            event = String(decoding: pdu.bytes, as: UTF8.self)
            eventID = "\(try #require(pdu.eventID))"
        }

        /// What the server says that is asked for the event, and for the room.
        func found(
            event: CannedHTTP.Answer, leave: CannedHTTP.Answer? = nil,
            join: CannedHTTP.Answer = AcceptanceTests.refusal, history: CannedHTTP.Answer...
        ) async throws -> (FoundEvent?, asked: [String]) {
            let path = AcceptanceTests.path
            var rows = [CannedHTTP.Row("GET", "*", path + "event/*", event)]
            if let leave {
                rows += [
                    .init("GET", "*", path + "make_leave/*", leave),
                    .init("GET", "*", path + "make_join/*", join),
                ]
            }
            if let first = history.first, let last = history.last {
                rows.append(.init("GET", "*", path + "backfill/*", first, last))
            }
            let peer = try PeerWorld(http: rows)
            let found = await peer.client.find(
                [pdu], on: peer.name, signedBy: world.context.identity, version: world.version)
            return (found.first, peer.http.asked)
        }

        /// The answer that hands the event out.
        var handedOut: CannedHTTP.Answer { .json(#"{"pdus":[\#(event)]}"#) }

        /// A template that names `ends`.
        func template(_ ends: [String]) -> CannedHTTP.Answer {
            let list = ends.map { "\"\($0)\"" }.joined(separator: ",")
            return .json(
                #"{"room_version":"\#(world.version)","event":{"prev_events":[\#(list)]}}"#)
        }

        /// The history of other events.
        func history(_ count: Int = 1, depth: Int = 1, with own: Bool = false) -> CannedHTTP.Answer
        {
            var events = (0..<count).map {
                #"{"type":"m.x","sender":"@a:b","depth":\#(depth),"content":{"n":\#($0)}}"#
            }
            if own { events.append(event) }
            return .json(#"{"pdus":[\#(events.joined(separator: ","))]}"#)
        }
    }

    private static let refusal = CannedHTTP.Answer.json(
        #"{"errcode":"M_FORBIDDEN"}"#, status: 403)

    @Test("An end of the room was accepted, as it was sent or without its content")
    func ends() async throws {
        let bed = try Bed()
        let (same, asked) = try await bed.found(
            event: bed.handedOut, leave: bed.template([Self.other, bed.eventID]),
            history: bed.history())
        #expect(same == .asSent)
        #expect(asked.count == 3)
        let changed = String(bed.event.replacing("changed", with: "another"))
        let (redacted, _) = try await bed.found(
            event: .json(#"{"pdus":[\#(changed)]}"#), leave: bed.template([bed.eventID]),
            history: Self.refusal)
        #expect(redacted == .redacted)
    }

    @Test("What the ends lead back to was accepted", arguments: ["3", "10", "12"])
    func history(version: String) async throws {
        let bed = try Bed(version: version)
        let (found, asked) = try await bed.found(
            event: bed.handedOut, leave: bed.template([Self.other]),
            history: bed.history(with: true))
        #expect(found == .asSent)
        #expect(
            asked.last?.hasSuffix("?limit=100&v=%24\(Self.other.dropFirst())") == true, "\(asked)")
    }

    @Test("In old rooms references are pairs, and events give their IDs")
    func oldRooms() async throws {
        let bed = try Bed(version: "1")
        let template = #"{"event":{"prev_events":[["\#(bed.eventID)",{"sha256":"x"}]]}}"#
        let (end, _) = try await bed.found(
            event: bed.handedOut, leave: .json(template), history: bed.history())
        #expect(end == .asSent)
        let (older, _) = try await bed.found(
            event: bed.handedOut, leave: .json(#"{"event":{"prev_events":["$x:y"]}}"#),
            history: bed.history(with: true))
        #expect(older == .asSent)
    }

    @Test("What is handed out and nowhere in the room was rejected")
    func rejected() async throws {
        let bed = try Bed()
        let (found, _) = try await bed.found(
            event: bed.handedOut, leave: bed.template([Self.other]), history: bed.history())
        #expect(found == .rejected)
        #expect(found?.isAccepted == false)
    }

    @Test("Who is not in the room asks for a template of a join event")
    func join() async throws {
        let bed = try Bed()
        let (found, asked) = try await bed.found(
            event: bed.handedOut, leave: Self.refusal, join: bed.template([bed.eventID]),
            history: bed.history())
        #expect(found == .asSent)
        #expect(asked.contains { $0.contains("/make_join/") && $0.contains("&ver=12") })
    }

    @Test("Where the ends are not told, an event that its own history leaves out was rejected")
    func leftOut() async throws {
        let bed = try Bed()
        let (out, _) = try await bed.found(
            event: bed.handedOut, leave: Self.refusal, history: bed.history())
        #expect(out == .rejected)
        // That it is in there proves nothing.
        let (within, _) = try await bed.found(
            event: bed.handedOut, leave: Self.refusal, history: bed.history(with: true))
        #expect(
            within
                == .unplaced(
                    isAsSent: true,
                    reason: "asked for 'make-leave', the server says 403 M_FORBIDDEN"))
        #expect(within?.isAccepted == nil)
    }

    @Test("Where not all ends may be named, or the history is too short, nothing is told")
    func doubts() async throws {
        let bed = try Bed()
        let (many, _) = try await bed.found(
            event: bed.handedOut,
            leave: bed.template((0..<10).map { Self.other.replacing("$A", with: "$\($0)") }),
            history: bed.history(), bed.history(with: true))
        #expect(many?.isAccepted == nil)
        #expect(many?.words.contains("10 ends") == true)
        let (short, _) = try await bed.found(
            event: bed.handedOut, leave: bed.template([Self.other]),
            history: bed.history(100, depth: 1_000), bed.history(with: true))
        #expect(short?.words.contains("older than the history") == true)
        // A server may give fewer events than it was asked for.
        let (few, _) = try await bed.found(
            event: bed.handedOut, leave: bed.template([Self.other]),
            history: bed.history(50, depth: 1_000), bed.history(with: true))
        #expect(few?.isAccepted == nil && few == short)
        let (deep, _) = try await bed.found(
            event: bed.handedOut, leave: bed.template([Self.other]),
            history: bed.history(100, depth: 1))
        #expect(deep == .rejected)
        let (unread, _) = try await bed.found(
            event: bed.handedOut, leave: .json("{}"), history: bed.history(with: true))
        #expect(unread?.words.contains("names no 'prev_events'") == true)
    }

    @Test("What is not handed out is not looked for in the room")
    func missing() async throws {
        let bed = try Bed()
        #expect(try await bed.found(event: .json("{}")).0 == .unknown)
        #expect(try await bed.found(event: .json("{}", status: 404)).0 == .unknown)
        #expect(
            try await bed.found(event: Self.refusal).0 == .untold(reason: "403 M_FORBIDDEN"))
        let (nowhere, _) = try await bed.found(event: .json(#"{"pdus":[{"content":{}}]}"#))
        #expect(nowhere?.words.contains("which room") == true)
        let unnamed = try await PeerWorld().client.find(
            [TransactionPDU(Array("{".utf8))], on: bed.world.context.destination,
            signedBy: bed.world.context.identity)
        #expect(unnamed == [.untold(reason: "the ID of the event is not known")])
    }
}
