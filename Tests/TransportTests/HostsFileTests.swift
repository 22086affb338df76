import FederationCore
import Testing

@testable import Transport

@Suite("The hosts file")
struct HostsFileTests {
    private let hosts = HostsFile(
        parsing: """
            # 192.0.2.9 commented.example
            192.0.2.1\tOne.Example one # another.example
            192.0.2.2 one.example
            2001:db8::1 one.example six.example
            not-an-address bad.example
            fe80::1%lo0 zone.example
            """)

    private func addresses(_ name: String, _ type: DNSQuestion.RecordType) -> [String]? {
        hosts.answer(to: DNSQuestion(name, type))?.records.map { record in
            guard case .address(let address) = record.data else { return "?" }
            #expect(record.timeToLive == nil)
            return address.description
        }
    }

    @Test("A name has all its addresses, in their order, whatever its case")
    func names() {
        #expect(addresses("one.example", .a) == ["192.0.2.1", "192.0.2.2"])
        #expect(addresses("ONE.example.", .aaaa) == ["2001:db8::1"])
        #expect(addresses("one", .a) == ["192.0.2.1"])
        #expect(hosts.answer(to: DNSQuestion("one", .a))?.source == "/etc/hosts")
    }

    @Test("A name that stands there for one family has none of the other")
    func family() {
        let answer = hosts.answer(to: DNSQuestion("six.example", .a))
        #expect(answer?.outcome == .noData)
        #expect(answer?.source == "/etc/hosts")
    }

    @Test(
        "Comments and lines without an address name nobody",
        arguments: ["commented.example", "another.example", "bad.example", "zone.example"])
    func nobody(name: String) {
        #expect(addresses(name, .a) == nil)
    }

    @Test("Other types are a matter of the network")
    func types() {
        #expect(addresses("one.example", .srv) == nil)
        #expect(addresses("one.example", .cname) == nil)
    }

    @Test("localhost is the loopback address, with or without a file, and never asked for")
    func localhost() {
        for name in ["localhost", "LOCALHOST.", "a.localhost"] {
            #expect(addresses(name, .a) == ["127.0.0.1"])
            #expect(hosts.answer(to: DNSQuestion(name, .aaaa))?.outcome == .noData)
            #expect(hosts.answer(to: DNSQuestion("_matrix._tcp.\(name)", .srv))?.outcome == .noData)
        }
        let listed = HostsFile(parsing: "127.0.0.1 localhost\n::1 localhost ip6-localhost")
        #expect(listed.answer(to: DNSQuestion("localhost", .aaaa))?.outcome == .found)
        #expect(listed.answer(to: DNSQuestion("b.localhost", .aaaa))?.outcome == .found)
        let only6 = HostsFile(parsing: "::1 localhost")
        #expect(only6.answer(to: DNSQuestion("localhost", .a))?.outcome == .found)
    }
}
