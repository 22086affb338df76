import FederationCore
import FoundationEssentials
import Rendering
import ServerDiscovery
import TestSupport
import Testing

@Suite("Discovery for people")
struct DiscoveryTextTests {
    @Test("Every step stands under its number, with what answered, how fast, and how long it holds")
    func delegated() async throws {
        let result = try await DiscoveryWorld.delegated.discover("example.org")
        #expect(
            result.text() == """
                example.org
                  1      not an IP address
                  2      no port in the name
                  3      GET https://example.org/.well-known/matrix/server  200 in 84 ms, application/json, kept for 24 h (max-age=86400)
                           m.server is "matrix.example.org"
                  3.3    SRV _matrix-fed._tcp.matrix.example.org  no such name (NXDOMAIN from 192.0.2.53 in 9 ms)
                  3.4    SRV _matrix._tcp.matrix.example.org      10 5 8448 hs.example.org (TTL 300, from 192.0.2.53 in 9 ms)
                           A hs.example.org     198.51.100.7 (TTL 60)
                           AAAA hs.example.org  no address (NODATA)

                ADDRESS       PORT  TLS NAME            HOST HEADER
                198.51.100.7  8448  matrix.example.org  matrix.example.org

                """)
        #expect(result.lastLine == "example.org: 1 destination by step 3.4")
    }

    @Test("A name that does not exist ends in the reason")
    func gone() async throws {
        let result = try await DiscoveryWorld(http: [], names: []).discover("gone.example")
        #expect(
            result.text() == """
                gone.example
                  1      not an IP address
                  2      no port in the name
                  3      GET https://gone.example/.well-known/matrix/server  no such name (NXDOMAIN from 192.0.2.53 in 9 ms)
                  4      SRV _matrix-fed._tcp.gone.example  no such name (NXDOMAIN from 192.0.2.53 in 9 ms)
                  5      SRV _matrix._tcp.gone.example      no such name (NXDOMAIN from 192.0.2.53 in 9 ms)
                  6      gone.example, port 8448
                           A gone.example     no such name (NXDOMAIN)
                           AAAA gone.example  no such name (NXDOMAIN)

                no destination: gone.example: no such name

                """)
        #expect(result.lastLine == "gone.example: no destination: gone.example: no such name")
    }

    @Test("A literal needs one line")
    func literal() async throws {
        let result = try await DiscoveryWorld(http: [], names: []).discover("[2001:db8::7]")
        #expect(
            result.text() == """
                [2001:db8::7]
                  1      an IPv6 address, port 8448 by default

                ADDRESS      PORT  TLS NAME     HOST HEADER
                2001:db8::7  8448  2001:db8::7  [2001:db8::7]

                """)
    }

    @Test("Redirects are shown hop by hop, and addresses that failed below")
    func redirects() async throws {
        let result = try await DiscoveryWorld.redirected.discover("example.org")
        #expect(
            result.text() == """
                example.org
                  1      not an IP address
                  2      no port in the name
                  3      GET https://example.org/.well-known/matrix/server  302 in 84 ms, to https://www.example.org/m
                           198.51.100.7:443: connection refused
                  3      GET https://www.example.org/m  200 in 84 ms, application/json, kept for 1 h, the most that is allowed (max-age=604800)
                           m.server is 'https://matrix.example.org': the port '//matrix.example.org' is not a number from 0 to 65535
                  4      SRV _matrix-fed._tcp.example.org  the name server could not answer (SERVFAIL from 192.0.2.53 in 9 ms); some homeservers give up here, others go on
                  5      SRV _matrix._tcp.example.org      2 records (TTL 300, from 192.0.2.53 in 9 ms)
                           20 5 8448 alias.test
                           10 5 443 hs.test
                           connect-to hs.test:443 to hs.test:8443
                           A hs.test        198.51.100.9, 198.51.100.10 (TTL 60)
                           AAAA hs.test     no such name (NXDOMAIN)
                           A alias.test     198.51.100.9 (by the alias real.test, TTL 60)
                           AAAA alias.test  no address (NODATA)
                           alias.test is an alias (CNAME) of real.test, which an SRV target must not be

                ADDRESS        PORT  TLS NAME     HOST HEADER
                198.51.100.9   8443  example.org  example.org
                198.51.100.10  8443  example.org  example.org

                """)
    }

    @Test("A reason is told once: where nothing answered, the last one is the outcome")
    func reasons() async throws {
        let result = try await DiscoveryWorld(
            http: [
                .init(
                    "GET", "*", "*", at: "198.51.100.7:443",
                    .failure(.refused, "198.51.100.7:443 refused the connection")),
                .init(
                    "GET", "*", "*", at: "198.51.100.8:443",
                    .failure(.refused, "198.51.100.8:443 refused the connection")),
            ], names: [.init(.a, "example.org", .addresses("198.51.100.7", "198.51.100.8"))]
        ).discover("example.org")
        let lines = result.text().split(separator: "\n")
        #expect(
            lines[3...4].joined(separator: "\n") == """
                  3      GET https://example.org/.well-known/matrix/server  198.51.100.8:443 refused the connection, in 0 ms
                           198.51.100.7:443 refused the connection
                """)
        #expect(lines[5].hasPrefix("  4 "))
    }

    @Test("What a remote host sent cannot steer the terminal")
    func escapes() async throws {
        let result = try await DiscoveryWorld(
            http: [
                .init(
                    "GET", "example.org", "*",
                    .json(
                        #"{"m.server":"\u001b[2Jx"}"#,
                        headers: [
                            HTTPHeader("Cache-Control", "max-age=60\u{1B}[2J"),
                            HTTPHeader("Expires", "\u{1B}[2J"),
                        ]))
            ],
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7")),
                .init(
                    .srv, "_matrix-fed._tcp.example.org", .services("1 1 1 \u{1B}[2J.test")),
            ]
        ).discover("example.org")
        #expect(!result.text().unicodeScalars.contains("\u{1B}"))
        #expect(result.text().contains("\\u{1B}[2J.test"))
        #expect(!result.lastLine.unicodeScalars.contains("\u{1B}"))
        #expect(!result.json.prettyText.unicodeScalars.contains("\u{1B}"))
    }

    @Test("A port in the name or in m.server says which")
    func ports() async throws {
        let result = try await DiscoveryWorld(
            http: [.init("GET", "example.org", "*", .json(#"{"m.server":"m.test:443"}"#))],
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7")),
                .init(.a, "m.test", .addresses("198.51.100.9", ttl: nil)),
            ]
        ).discover("example.org")
        let lines = result.text().split(separator: "\n").dropFirst(3)
        #expect(
            lines.joined(separator: "\n") == """
                  3      GET https://example.org/.well-known/matrix/server  200 in 84 ms, application/json, kept for 24 h (the default)
                           m.server is "m.test:443"
                  3.2    port 443 in m.server
                           A m.test     198.51.100.9
                           AAAA m.test  no such name (NXDOMAIN)
                ADDRESS       PORT  TLS NAME  HOST HEADER
                198.51.100.9   443  m.test    m.test:443
                """)
    }
}
