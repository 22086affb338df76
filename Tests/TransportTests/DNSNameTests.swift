import Testing

@testable import Transport

@Suite("Domain names")
struct DNSNameTests {
    @Test("Names are read with and without the root's dot")
    func names() throws {
        #expect(
            try DNSName(parsing: "a.example.").wireBytes == [1, 0x61, 7] + "example".utf8 + [0])
        #expect(try DNSName(parsing: "a.example") == DNSName(parsing: "a.example."))
        #expect(try DNSName(parsing: ".").wireBytes == [0])
        #expect(DNSName(labels: []).description == ".")
        #expect(
            try DNSName(parsing: "_matrix-fed._tcp.EXAMPLE.org").folded.description
                == "_matrix-fed._tcp.example.org")
    }

    @Test("What cannot be a name is refused", arguments: ["", "..", ".a", "a..b", "a\\", "a\\999"])
    func refused(text: String) {
        #expect(throws: DNSNameError.self) { try DNSName(parsing: text) }
    }

    @Test("Labels have 63 bytes at the most, and names 253")
    func lengths() throws {
        let label = String(repeating: "a", count: 63)
        _ = try DNSName(parsing: label)
        #expect(throws: DNSNameError.longLabel(label + "a", length: 64)) {
            try DNSName(parsing: label + "a")
        }
        let longest = [label, label, label, String(repeating: "a", count: 61)]
            .joined(separator: ".")
        #expect(try DNSName(parsing: longest).wireBytes.count == 255)
        #expect(throws: DNSNameError.tooLong(length: 254)) { try DNSName(parsing: longest + "a") }
    }

    @Test("Unusual bytes are shown as escapes, and escapes are read")
    func escapes() throws {
        let name = DNSName(labels: [[0x61, 0x2E, 0x1B], [0x5C, 0xFF, 0x20]])
        #expect(name.description == "a\\.\\027.\\\\\\255\\032")
        #expect(try DNSName(parsing: name.description) == name)
    }
}
