import FederationCore
import Glibc
import MatrixJSON
import RoomEvents
import Testing

@Suite("Hostile events end in an error in bounded time", .serialized)
struct HostileEventTests {
    /// The seconds of the processor that a reader of events takes, with room for a slow machine.
    static let limit = 5.0

    static func processorTime(_ work: () throws -> Void) rethrows -> Double {
        func seconds() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
        }
        let start = seconds()
        try work()
        return seconds() - start
    }

    static func event(content: String) -> [UInt8] {
        let text = String(decoding: Samples.message("11").canonicalBytes(), as: UTF8.self)
        let start = #""content":{"#
        return Array(
            text.split(separator: start).joined(separator: start + content + ",").utf8)
    }

    static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    static func references(_ text: String, _ count: Int) -> [UInt8] {
        let event = String(decoding: Samples.message("11").canonicalBytes(), as: UTF8.self)
        let list = #""auth_events":["#
        return Array(
            event.split(separator: list).joined(
                separator: list + repeated(text + ",", count)
            ).utf8)
    }

    static let bombs: [(String, @Sendable () -> [UInt8])] = [
        ("a million open arrays", { event(content: #""a":"# + repeated("[", 1_000_000)) }),
        ("a million open objects", { event(content: #""a":"# + repeated(#"{"a":"#, 1_000_000)) }),
        ("a string of 10 MB", { event(content: #""a":"\#(repeated("x", 10_000_000))""#) }),
        ("10 MB of escapes", { event(content: #""a":"\#(repeated(#"\u00e9"#, 1_700_000))""#) }),
        (
            "10 MB of white space in a string",
            { event(content: #""a":"\#(repeated(" ", 10_000_000))""#) }
        ),
        ("a name of 10 MB", { event(content: #""\#(repeated("x", 10_000_000))":1"#) }),
        ("100,000 auth events", { references("\"\(Samples.hashID)\"", 100_000) }),
        ("a million auth events of null", { references("null", 1_000_000) }),
        (
            "100,000 members",
            { event(content: (0..<100_000).map { #""m\#($0)":0"# }.joined(separator: ",")) }
        ),
        (
            "100,000 members in the opposite order",
            {
                event(
                    content: (0..<100_000).reversed().map { #""m\#($0)":0"# }.joined(separator: ",")
                )
            }
        ),
        ("a million floats", { event(content: #""a":[\#(repeated("1.5,", 1_000_000))0]"#) }),
        (
            "an integer of a million digits",
            { event(content: #""a":\#(repeated("9", 1_000_000))"#) }
        ),
    ]

    @Test("Whatever it is made of", arguments: bombs.map(\.0))
    func bomb(name: String) throws {
        let make = try #require(Self.bombs.first { $0.0 == name }?.1)
        let bytes = make()
        for identifier in ["5", "11"] {
            let version = try Samples.version(identifier)
            let time = Self.processorTime {
                let violations = formatViolations(of: bytes, version: version)
                #expect(!violations.isEmpty)
                #expect(violations.count <= 100)
                #expect(violations.allSatisfy { $0.description.utf8.count < 1_000 })
                #expect(throws: EventFormatError.self) {
                    try Event(parsing: bytes, version: version)
                }
            }
            #expect(time < Self.limit)
        }
    }

    @Test("A deep event that is read is hashed and redacted without the stack of the thread")
    func deepEvent() throws {
        let version = try Samples.version("11")
        let bytes = Self.event(
            content: #""a":"# + Self.repeated("[", 500) + Self.repeated("]", 500))
        let event = try Event(parsing: bytes, version: version)
        #expect(event.source.contentHash.count == 32)
        #expect(redact(event.document, version: version).count < 1_000)
    }

    @Test("100,000 signatures cost what they are long, and are not all tried")
    func manySignatures() throws {
        let version = try Samples.version("11")
        var signatures = JSONObject()
        for number in 0..<100_000 {
            signatures["server\(number)"] = ["ed25519:1": "AAAA"]
        }
        var event = Samples.message("11")
        event["signatures"] = .object(signatures)
        let document = try JSONDocument(parsing: event.canonicalBytes(), numbers: .strict)
        let time = Self.processorTime {
            let verdict = EventDocument(document, version: version).verdict(keys: EventKeyTable())
            #expect(!verdict.isSigned)
        }
        #expect(time < Self.limit)
    }
}
