import FederationCore
import Testing

@testable import Transport

@Suite("Which name servers are asked")
struct ResolverConfigurationTests {
    @Test("Servers and options are read, everything else is passed over")
    func contents() {
        let configuration = ResolverConfiguration(
            parsing: """
                # a comment
                ; another
                search example.org corp.example
                nameserver 192.0.2.53
                nameserver\t2001:db8::53
                nameserver fe80::1%eth0
                nameserver 192.0.2.54
                nameserver not-an-address
                 nameserver 192.0.2.99
                options timeout:2 attempts:3 rotate ndots:5
                options edns0
                """)
        #expect(
            configuration.servers.map(\.description) == [
                "192.0.2.53:53", "[2001:db8::53]:53", "[fe80::1%eth0]:53",
            ])
        #expect(configuration.timeout == .seconds(2))
        #expect(configuration.attempts == 3)
    }

    @Test("Without a server it is this machine, with the patience of the C library")
    func empty() {
        let configuration = ResolverConfiguration(parsing: "")
        #expect(configuration.servers.map(\.description) == ["127.0.0.1:53"])
        #expect(configuration.timeout == .seconds(5))
        #expect(configuration.attempts == 2)
    }

    @Test("Options are limited, and nonsense changes nothing")
    func limits() {
        let large = ResolverConfiguration(parsing: "options timeout:900 attempts:99")
        #expect(large.timeout == .seconds(30))
        #expect(large.attempts == 5)
        let nonsense = ResolverConfiguration(parsing: "options timeout:0 attempts:-1 timeout:x")
        #expect(nonsense.timeout == .seconds(5))
        #expect(nonsense.attempts == 2)
    }

    @Test(
        "A name server is written as an address with or without port",
        arguments: [
            ("192.0.2.53", "192.0.2.53:53"), ("192.0.2.53:5353", "192.0.2.53:5353"),
            ("2001:db8::53", "[2001:db8::53]:53"), ("[2001:db8::53]", "[2001:db8::53]:53"),
            ("[2001:db8::53]:5353", "[2001:db8::53]:5353"),
        ])
    func nameServer(text: String, description: String) throws {
        #expect(try NameServer(parsing: text).description == description)
    }

    @Test(
        "What names no server is refused",
        arguments: [
            "", "ns.example.org", "192.0.2.53:", "192.0.2.53:0", "192.0.2.53:65536",
            "[192.0.2.1]:53",
            "[2001:db8::53", "[2001:db8::53]53", "192.0.2.53:+53", ":53",
        ])
    func badNameServer(text: String) {
        #expect(throws: NameServerError.self) { try NameServer(parsing: text) }
    }
}
