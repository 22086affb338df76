import FederationCore
import Testing

@testable import Transport

@Suite("DNS messages")
struct DNSMessageTests {
    /// A header of an answer with one question about `a.example` (A), and so many records.
    private static func head(answers: Int = 0, authority: Int = 0, additional: Int = 0) -> [UInt8] {
        let counts = [1, answers, authority, additional].flatMap {
            [UInt8($0 >> 8), UInt8($0 & 0xFF)]
        }
        return [0x12, 0x34, 0x81, 0x80] + counts + [1, 0x61, 7] + Array("example".utf8)
            + [0, 0, 1, 0, 1]
    }

    @Test("A query asks for recursion and for larger answers")
    func query() throws {
        let query = DNSQuery(id: 0x1234, name: try DNSName(parsing: "a.Example."), type: .srv)
        let bytes: [UInt8] =
            [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0x61, 7] + Array("Example".utf8)
            + [0, 0, 33, 0, 1] + [0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0]
        #expect(query.bytes == bytes)
        var old = query
        old.usesExtension = false
        #expect(old.bytes == bytes.dropLast(11).enumerated().map { $0 == 11 ? 0 : $1 })
    }

    @Test("Records of the known types are read, others are passed over")
    func records() throws {
        let record: [UInt8] = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]
        let text: [UInt8] = [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 3, 2, 0x68, 0x69]
        let service: [UInt8] =
            [0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, 11, 0, 1, 0, 2, 0x20, 0xFB, 2, 0x62, 0x62]
            + [0xC0, 14]
        let message = try DNSMessage(
            parsing: Self.head(answers: 3, additional: 1) + record + text + service
                + [0, 0, 41, 0x04, 0xD0, 1, 0, 0, 0, 0, 0])
        #expect(message.header.id == 0x1234)
        #expect(message.answers.map(\.type) == [1, 16, 33])
        #expect(message.answers[0].data == .address(IPAddress(192, 0, 2, 1)))
        #expect(message.answers[1].data == nil)
        let target = try DNSName(parsing: "bb.example")
        #expect(
            message.answers[2].data
                == .service(priority: 1, weight: 2, port: 8443, target: target))
        // The upper bits of the code stand in the record of EDNS.
        #expect(message.responseCode == 16)
    }

    @Test(
        "Names that point at themselves, ahead or in a circle are refused",
        arguments: [
            [0xC0, 27], [0xC0, 40], [1, 0x61, 0xC0, 27], [0xC0, 29, 0xC0, 27], [0xFF, 0xFF],
        ] as [[UInt8]])
    func pointers(name: [UInt8]) {
        let bytes = Self.head(answers: 1) + name + [0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4]
        #expect(throws: DNSMessageError.forwardPointer(at: 27)) {
            try DNSMessage(parsing: bytes)
        }
    }

    @Test("A name of more than 255 bytes is refused, however it is put together")
    func longName() {
        // Each piece of 64 bytes ends with a pointer to the one before it.
        var bytes = Self.head(answers: 5)
        var last = 12
        for _ in 0..<5 {
            let start = bytes.count
            bytes +=
                [63] + [UInt8](repeating: 0x61, count: 63) + [
                    0xC0 | UInt8(last >> 8), UInt8(last & 0xFF),
                ]
            bytes += [0, 16, 0, 1, 0, 0, 0, 0, 0, 0]
            last = start
        }
        #expect(throws: DNSMessageError.longName(at: 255)) { try DNSMessage(parsing: bytes) }
    }

    @Test("Data that does not fit its type is refused")
    func badData() {
        let head = Self.head(answers: 1) + [0xC0, 12]
        let bad: [[UInt8]] = [
            [0, 1, 0, 1, 0, 0, 0, 0, 0, 3, 1, 2, 3],
            [0, 28, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4],
            [0, 5, 0, 1, 0, 0, 0, 0, 0, 3, 0xC0, 12, 0],
            [0, 33, 0, 1, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0],
        ]
        for record in bad {
            #expect(throws: DNSMessageError.self) { try DNSMessage(parsing: head + record) }
        }
    }

    @Test("A header that claims more records than there are is refused at the end of the bytes")
    func claims() {
        let bytes = Self.head(answers: 65535, authority: 65535, additional: 65535)
        #expect(throws: DNSMessageError.ends(at: bytes.count, inside: "a name")) {
            try DNSMessage(parsing: bytes)
        }
    }

    @Test("Every beginning of a message is refused, none is a crash")
    func beginnings() throws {
        let service: [UInt8] =
            [0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, 11, 0, 1, 0, 2, 0x20, 0xFB, 2, 0x62, 0x62]
            + [0xC0, 14]
        let bytes = Self.head(answers: 1) + service
        _ = try DNSMessage(parsing: bytes)
        for count in 0..<bytes.count {
            #expect(throws: DNSMessageError.self) {
                try DNSMessage(parsing: Array(bytes[..<count]))
            }
        }
    }

    @Test("Changed bytes lead to an error or to another message, never to a crash")
    func mutations() {
        var random = SystemRandomNumberGenerator()
        let service: [UInt8] =
            [0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, 11, 0, 1, 0, 2, 0x20, 0xFB, 2, 0x62, 0x62]
            + [0xC0, 14]
        let bytes = Self.head(answers: 2) + service + service
        for _ in 0..<5_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                changed[Int.random(in: 0..<changed.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            guard let message = try? DNSMessage(parsing: changed) else { continue }
            _ = DNSReading(
                message, type: .srv, path: [DNSName(labels: [[0x61]])], timeToLive: nil)
        }
    }
}
