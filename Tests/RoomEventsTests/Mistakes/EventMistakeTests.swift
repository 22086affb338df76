import FederationCore
import Foundation
import MatrixJSON
import TestSupport
import Testing

@testable import RoomEvents

@Suite("The usual mistakes in hashing and signing events")
struct EventMistakeTests {
    /// One file of `Fixtures/mistakes`.
    struct Case: Sendable, CustomTestStringConvertible {
        var mistake: String
        var subject: EventMistakeSubject
        var version: RoomVersion
        var event: JSONDocument
        var text: [UInt8]
        var notation: String?

        var testDescription: String { "\(subject) \(mistake)" }

        init(_ path: String) throws {
            let value = try JSONValue(parsing: ProjectFile.bytes(path))
            func text(_ name: String) throws -> String {
                guard case .string(let text)? = value[name] else { throw Missing() }
                return text
            }
            mistake = try text("mistake")
            subject = try text("subject") == "signature" ? .signature : .contentHash
            version = try RoomVersion(parsing: text("room_version"))
            event = try JSONDocument(
                parsing: Array(text("event_text").utf8), numbers: .preserving)
            self.text = Array(try text("text").utf8)
            if value["then"] == "sha256" { self.text = sha256(self.text) }
            notation = value["notation"] == nil ? nil : try text("notation")
        }

        struct Missing: Error {}
    }

    static let key: SigningKey = {
        guard
            let seed = try? SigningSeed(
                bytes: UnpaddedBase64.decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1")),
            let keyID = try? KeyID(parsing: "ed25519:1"),
            let key = try? SigningKey(keyID: keyID, seed: seed)
        else { preconditionFailure("the specification's test key is a key") }
        return key
    }()

    static func cases() throws -> [Case] {
        let folder = ProjectFile.path("Fixtures/mistakes")
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".json") }.sorted()
            .map { try Case("Fixtures/mistakes/\($0)") }
    }

    static func report(_ mistaken: Case) -> EventMistakeReport {
        let search = EventMistakeSearch(mistaken.event, version: mistaken.version)
        switch mistaken.subject {
        case .signature:
            return search.explainSignature(
                key.sign(mistaken.text), by: key.publicKey, of: "domain")
        case .contentHash:
            let hash = sha256(mistaken.text)
            let digits = hash.map { String(format: "%02x", $0) }.joined()
            return search.explainContentHash(
                mistaken.notation == nil ? UnpaddedBase64.encode(hash) : digits)
        }
    }

    @Test("Bytes that were made with a mistake by Python name that mistake", arguments: try cases())
    func namesTheMistake(mistaken: Case) {
        let report = Self.report(mistaken)
        #expect(report.finding?.mistakes.map(\.id) == [mistaken.mistake])
        #expect(report.tried.last?.matches == true)
        if mistaken.subject == .signature { #expect(report.finding?.bytes == mistaken.text) }
    }

    @Test("Every row is named by a test, in everything that it can be made in")
    func everyRowIsCounted() throws {
        let cases = try Self.cases()
        for row in EventMistake.all {
            for subject in row.subjects {
                let isTested = cases.contains { $0.mistake == row.id && $0.subject == subject }
                #expect(isTested, "\(row.id) in \(subject)")
            }
        }
        #expect(Set(EventMistake.all.map(\.id)).count == EventMistake.all.count)
    }

    @Test("Two mistakes at once are found, and what is no usual mistake is not")
    func pairs() throws {
        let event = try JSONDocument(
            parsing: Array(
                #"""
                {"type":"m.x","sender":"@a:domain","room_id":"!x:domain","origin_server_ts":1,
                "content":{"body":"<"},"prev_events":[],"auth_events":[],"depth":2,
                "hashes":{"sha256":"AAAA"},"signatures":{},"unsigned":{"age":7}}
                """#.utf8))
        let version = try RoomVersion(parsing: "11")
        let text =
            #"{"auth_events":[],"content":{"body":"\u003c"},"depth":2,"#
            + #""hashes":{"sha256":"AAAA"},"origin_server_ts":1,"prev_events":[],"#
            + #""room_id":"!x:domain","sender":"@a:domain","type":"m.x"}"#
        let search = EventMistakeSearch(event, version: version)
        let both = search.explainSignature(
            Self.key.sign(Array(text.utf8)), by: Self.key.publicKey, of: "domain")
        #expect(both.finding?.mistakes.map(\.id) == ["not-redacted", "html-escaped"])
        #expect(both.finding?.difference?.offset == 29)
        let none = search.explainSignature(
            Self.key.sign(Array("else".utf8)), by: Self.key.publicKey, of: "domain")
        #expect(none.finding == nil && none.pairCount > 100 && !none.isCutShort)
    }

    @Test(
        "A large event ends the search in bounded work, which is said",
        arguments: [(members: 20_000, length: 10), (20_000, 100), (1, 10_000_000)])
    func isBounded(members: Int, length: Int) throws {
        let value = String(repeating: "x", count: length)
        let content = (0..<members).map { #""m\#($0)":"\#(value)""# }.joined(separator: ",")
        let text =
            #"{"type":"m.x","sender":"@a:domain","content":{\#(content)},"hashes":{"sha256":"AAAA"}}"#
        let event = try JSONDocument(parsing: Array(text.utf8))
        let limit = 24 << 20
        let search = EventMistakeSearch(
            event, version: try RoomVersion(parsing: "11"), byteLimit: limit)
        let report = search.explainContentHash("AAAA")
        #expect(report.finding == nil && report.isCutShort)
        #expect(report.byteCount <= limit + text.utf8.count + 4_096)
        let small = EventMistakeSearch(
            event, version: try RoomVersion(parsing: "11"), byteLimit: text.utf8.count)
        let none = small.explainContentHash("AAAA")
        #expect(none.isCutShort && none.tried.isEmpty && none.byteCount == 0)
    }

    @Test("Hundreds of wrong signatures share what one event may cost")
    func sharesTheLimit() async throws {
        struct EveryKey: VerifyKeyProviding {
            func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
                .found(EventMistakeTests.key.publicKey, .unlimited)
            }
        }
        let signatures = (0..<300).map {
            #""ed25519:\#($0)":"\#(String(repeating: "A", count: 86))""#
        }
        let text =
            #"{"type":"m.x","sender":"@a:domain","room_id":"!x:domain","content":{},"depth":1,"#
            + #""origin_server_ts":1,"prev_events":[],"auth_events":[],"hashes":{"sha256":"AAAA"},"#
            + #""signatures":{"domain":{"# + signatures.joined(separator: ",") + "}}}"
        let report = try await EventReport(
            judging: Array(text.utf8), version: RoomVersion(parsing: "11"), keys: EveryKey(),
            explains: true)
        let searches = report.signatures.compactMap(\.mistake)
        #expect(searches.count == 300)
        #expect(searches.first?.tried.isEmpty == false)
        #expect(searches.last?.isCutShort == true && searches.last?.tried.isEmpty == true)
        let spent = searches.reduce(0) { $0 + $1.byteCount }
        #expect(spent <= EventMistakeSearch.defaultByteLimit)
    }

    @Test("The first difference is where a member begins that only one side has")
    func differences() throws {
        func difference(_ theirs: String, _ ours: String) -> ByteDifference? {
            ByteDifference(of: Array(theirs.utf8), from: Array(ours.utf8))
        }
        #expect(difference("{}", "{}") == nil)
        let added = try #require(difference(#"{"a":1,"b":2,"c":3}"#, #"{"a":1,"c":3}"#))
        #expect(added.offset == 8 && added.theirs == #""b":2"# && added.ours.isEmpty)
        let last = try #require(difference(#"{"a":1}"#, #"{"a":1,"b":2}"#))
        #expect(last.offset == 6 && last.ours == #""b":2"# && last.theirs.isEmpty)
        let changed = try #require(difference(#"{"a":"<"}"#, #"{"a":"\u003c"}"#))
        #expect(changed.offset == 6 && changed.theirs == #"{"a":"<"}"#)
        let empty = try #require(difference("", "x"))
        #expect(empty.offset == 0 && empty.ours == "x")
    }
}
