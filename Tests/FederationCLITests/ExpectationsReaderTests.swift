import FederationChecks
import FederationCore
import Findings
import Foundation
import Testing

@testable import FederationCLI

@Suite("The file of --expect")
struct ExpectationsReaderTests {
    @Test("A file says what is expected of all servers, and of single ones")
    func reads() throws {
        let expectations = try Self.read(
            """
            # kept beside the configuration of the proxy
            m.server: matrix.example.org:443
            ipv6: false
            severity:
              tls.expiry: fail
            skip:
              route.unknown: the proxy answers
              auth.required:
            servers:
              other.example:
                m.server: none
                ipv6: true
            """)
        let own = expectations.expectations(of: try ServerName(parsing: "example.org"))
        #expect(own.delegation == .to(try ServerName(parsing: "matrix.example.org:443")))
        #expect(own.ipv4 == nil && own.ipv6 == false)
        #expect(own.severities == ["tls.expiry": .fail])
        #expect(own.skipped == ["route.unknown": "the proxy answers", "auth.required": ""])
        let other = expectations.expectations(of: try ServerName(parsing: "other.example"))
        #expect(other.delegation == .absent && other.ipv6 == true)
        #expect(other.severities == ["tls.expiry": .fail])
    }

    @Test(
        "A mistake is named with its place",
        arguments: [
            ("m_server: a", "expected one of m.server, ipv4, ipv6, severity, skip, servers"),
            ("ipv6: maybe", "ipv6: expected true or false"),
            ("# nothing", "expected names with values"),
            ("ipv6:\n\t- a", "not with tabs"),
            ("skip:\n  tls.chian: x", "'tls.chian' is no check; did you mean 'tls.chain'?"),
            ("severity:\n  tls.expiry: bad", "expected fail or warn"),
            ("severity:\n  no.such: fail", "'no.such' is no check"),
            ("skip:\n  no.such:", "'no.such' is no check"),
            ("m.server: https://a", "m.server: 'https://a'"),
            ("servers:\n  'a b':\n    ipv6: true", "servers: 'a b'"),
            ("- a\n- b", "expected names with values"),
            ("a: [", "2:1"),
        ])
    func refuses(text: String, words: String) throws {
        let failure = #expect(throws: CommandFailure.self) { _ = try Self.read(text) }
        #expect(failure?.status == .badInput)
        #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
        #expect(failure?.message.contains("\n") == false)
    }

    private static func read(_ text: String) throws -> Expectations {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appendingPathComponent("fedctl-expect-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try ExpectationsReader(path: file.path).expectations()
    }
}
