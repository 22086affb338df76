import FederationCore
import Testing

@Suite("Overrides of connections")
struct ConnectOverrideTests {
    @Test(
        "The four parts are read, any may be empty, IPv6 stands in brackets",
        arguments: [
            (
                "a.example:443:127.0.0.1:8443",
                ConnectOverride(host: "a.example", port: 443, newHost: "127.0.0.1", newPort: 8443)
            ),
            (":::", ConnectOverride(host: nil, port: nil, newHost: nil, newPort: nil)),
            ("::b:", ConnectOverride(host: nil, port: nil, newHost: "b", newPort: nil)),
            (
                "[::1]:1:[2001:db8::2]:2",
                ConnectOverride(host: "::1", port: 1, newHost: "2001:db8::2", newPort: 2)
            ),
            ("a::[::1]:", ConnectOverride(host: "a", port: nil, newHost: "::1", newPort: nil)),
        ])
    func parsed(text: String, expected: ConnectOverride) throws {
        #expect(try ConnectOverride(parsing: text) == expected)
    }

    @Test(
        "What is no override is refused with the part that is wrong",
        arguments: [
            ("", ConnectOverrideError.wrongPartCount("", 1)),
            ("a:1:b", .wrongPartCount("a:1:b", 3)),
            ("a:1:b:2:3", .wrongPartCount("a:1:b:2:3", 5)),
            ("::1:1:b:2", .wrongPartCount("::1:1:b:2", 6)),
            ("a:x:b:2", .invalidPort("x")), ("a:0:b:2", .invalidPort("0")),
            ("a:1:b:65536", .invalidPort("65536")), ("a:+1:b:2", .invalidPort("+1")),
            ("[::1:1:b:2", .invalidBracket("[::1:1:b:2")),
            ("[::1]x:1:b:2", .invalidBracket("[::1]x:1:b:2")),
            ("[1.2.3.4]:1:b:2", .invalidAddress("1.2.3.4")),
            ("[]:1:b:2", .invalidAddress("")),
        ])
    func refused(text: String, error: ConnectOverrideError) {
        #expect(throws: error) { try ConnectOverride(parsing: text) }
    }

    @Test("What was read leads to where it says")
    func target() throws {
        let overrides = [
            try ConnectOverride(parsing: "[::1]:443:127.0.0.1:"),
            try ConnectOverride(parsing: "::b.example:1"),
        ]
        let first = ConnectOverride.target(host: "::1", port: 443, overrides: overrides)
        #expect(first == ("127.0.0.1", 443))
        let second = ConnectOverride.target(host: "x", port: 5, overrides: overrides)
        #expect(second == ("b.example", 1))
    }
}
