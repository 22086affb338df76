import FederationCore
import MatrixJSON
import Rendering
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Texts of events")
struct EventTextTests {
    @Test("verify --explain lines up what was tried, up to the mistake that explains the hash")
    func explainsOne() async throws {
        let report = try await EventReport(
            judging: SampleEvents.event(hash: "jJ9YDCS5NnPenHglJ/EfGuTyrPRMGa0nR1d3wHm2n6M"),
            version: SampleEvents.version, keys: SampleEvents.NoKeys(), explains: true)
        #expect(
            report.text == """
                pass  format        an event of room version 11
                fail  content hash  given jJ9YDCS5NnPenHglJ/EfGuTyrPRMGa0nR1d3wHm2n6M, \
                computed 2zHL2K6l/yuNoh/dLfniATiYhhlCZN8nNKcfdr/c9/I
                  tried  signatures kept  no
                  tried  unsigned kept    matches
                  verdict  hashed with "unsigned" left in
                  first difference at byte 145: "unsigned":{"age":7} is in the hashed bytes, \
                not in ours
                  fix  leave "unsigned" out before making the bytes
                fail  signature     domain: there is no signature (the sender's server)
                """)
    }

    @Test("verify --explain lines up the combinations too")
    func explainsTwo() async throws {
        let report = try await EventReport(
            judging: SampleEvents.event(hash: "lhRy84ImgqrI3zLnOMSBDujcLdmMi3v3LKpyc4Z+aHQ"),
            version: SampleEvents.version, keys: SampleEvents.NoKeys(), explains: true)
        let lines = report.text.split(separator: "\n").map(String.init)
        let tried = lines.filter { $0.hasPrefix("  tried  ") }
        #expect(tried.first == "  tried  signatures kept                        no")
        let last = try #require(tried.last)
        #expect(last.hasPrefix("  tried  two mistakes at once: "))
        #expect(last.hasSuffix(" combinations  matches"))
        let columns = Set(
            tried.map { line in
                line.count - (line.hasSuffix("  no") ? "no".count : "matches".count)
            })
        #expect(columns.count == 1)
        #expect(
            lines.contains(
                #"  verdict  hashed with "unsigned" left in, and with white space between the tokens"#
            ))
    }

    @Test("verify --explain says that a search ended early")
    func explainsLarge() async throws {
        let body = String(repeating: "x", count: 20 << 20)
        let event = String(decoding: SampleEvents.event(hash: "AAAA"), as: UTF8.self)
            .split(separator: "hi").joined(separator: body)
        let report = try await EventReport(
            judging: Array(event.utf8), version: SampleEvents.version,
            keys: SampleEvents.NoKeys(), explains: true)
        let early =
            "  verdict  no usual mistake was found; the search ended early, "
            + "because of the size of the event"
        #expect(report.text.split(separator: "\n").contains(Substring(early)))
    }

    @Test("inspect shows the event, its hashes and its IDs")
    func inspects() async throws {
        let inspection = try await EventInspection(
            of: SampleEvents.event(hash: "2zHL2K6l/yuNoh/dLfniATiYhhlCZN8nNKcfdr/c9/I"),
            version: SampleEvents.version, keys: SampleEvents.NoKeys())
        let lines = inspection.text.split(separator: "\n").map(String.init)
        #expect(
            lines.prefix(5) == [
                "event           $"
                    + UnpaddedBase64.encode(
                        inspection.report.source.referenceHash, alphabet: .urlSafe),
                "type            m.x", "sender          @a:domain", "room            !x:domain",
                "room version    11  given",
            ])
        #expect(
            lines.contains("content hash    2zHL2K6l/yuNoh/dLfniATiYhhlCZN8nNKcfdr/c9/I"))
        #expect(lines.contains { $0.hasSuffix("  as in room version 3") })
        #expect(lines.contains { $0.hasSuffix("  since room version 4") })
    }

    @Test("authorize names the rule, what it failed against and where the rule is written")
    func authorizes() throws {
        let vector = try SampleEvents.vector("authorize-join-of-the-banned-is-rejected")
        let result = EventAuthorization(
            try Event(parsing: vector.event, version: SampleEvents.version),
            authEvents: try SampleEvents.events("auth_events", of: vector), state: nil)
        #expect(
            result.text == """
                fail  $3bbkbKPdwJ318kAv9i4crspwgmMMIywllz-dYDoKEbE  rejected by join.banned: \
                the sender '@banned:domain' is banned
                        rule     the sender is not banned
                        against  $hgA4MbFe331KA8Nt5e8ZwXB_myhU9y3_C25uaDXYIw0
                        judged   against its auth events
                        spec     https://spec.matrix.org/v1.19/rooms/v11/#authorisation-rules
                """)
    }

    @Test("check tells what was not accepted, or all, and counts")
    func checks() throws {
        let vector = try SampleEvents.vector("resolve-two-topics")
        let report = try ReceiptCheck(version: SampleEvents.version).report(
            on: vector.events("events") + [Array("{}".utf8)])
        let set = EventSetReport(
            report, version: SampleEvents.version, checksSignatures: false)
        let summary =
            "13 events of room version 11: 12 accepted, 1 dropped; "
            + "signatures were not checked: no keys were given"
        let short = set.text(all: false).split(separator: "\n").map(String.init)
        #expect(short.count == 2 && short.last == summary)
        #expect(short.first?.hasPrefix("fail  document 13  dropped at step 1, ") == true)
        let long = set.text(all: true).split(separator: "\n").map(String.init)
        #expect(long.count == 14 && long.last == summary)
        #expect(long.first == "pass  $myM_whATCd29Rb85GLWO5EYa0v-w6ozVkQ0CL3MmyOQ  accepted")
    }

    @Test("resolve --trace tells every set, order and judgement")
    func resolves() throws {
        let vector = try SampleEvents.vector("resolve-two-topics")
        let events = try SampleEvents.events("events", of: vector)
        let forks = (vector["forks"]?.elements ?? []).map { fork in
            let ids = Set(fork.elements.compactMap(\.string))
            return events.filter { ids.contains($0.eventID.description) }
        }
        let result = try EventResolution(
            forks: forks, events: events, version: SampleEvents.version)
        let plain = result.text(traced: false).split(separator: "\n").map(String.init)
        #expect(plain.count == 13)
        #expect(plain.first == "TYPE                 STATE KEY              EVENT")
        let topic =
            "m.room.topic                                "
            + "$Bro4G6p41o38G0lqUpwJosBfo_FD2oXKXmZSnqp7oak  won over 1 other"
        #expect(plain.contains(topic))
        let summary =
            "2 states of room version 11, algorithm 2: 10 agreed, 1 in conflict, 11 resolved"
        #expect(plain.last == summary)
        let traced = result.text(traced: true)
        #expect(traced.contains(Self.conflict))
        #expect(traced.hasSuffix(Self.fates + "\n\n" + summary + "\n"))
    }

    private static let conflict = """
        conflicted state
          m.room.topic
            fork 1  $lrJE7jTfeIufBaDnU06IAULg7QMX8mPNN52D7hHUhHM
            fork 2  $Bro4G6p41o38G0lqUpwJosBfo_FD2oXKXmZSnqp7oak
            result  $Bro4G6p41o38G0lqUpwJosBfo_FD2oXKXmZSnqp7oak
        auth difference
          $LACNajWAhnNZejQndIhNIKvGSgjcdixW3KeuJ_XNNrY
          $j0upe6_qLCx85XcdJv7n544JDAep-gZOpxbNEzKJrfo
        full conflicted set
        """

    private static let fates = """
        what became of each
          $LACNajWAhnNZejQndIhNIKvGSgjcdixW3KeuJ_XNNrY  won
          $j0upe6_qLCx85XcdJv7n544JDAep-gZOpxbNEzKJrfo  won
          $lrJE7jTfeIufBaDnU06IAULg7QMX8mPNN52D7hHUhHM  lost: \
        $Bro4G6p41o38G0lqUpwJosBfo_FD2oXKXmZSnqp7oak came later and took its place
          $Bro4G6p41o38G0lqUpwJosBfo_FD2oXKXmZSnqp7oak  won
        """
}
