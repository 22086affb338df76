import FederationChecks
import FederationCore
import Findings
import TestSupport

extension CheckCase {
    static let expectations = [
        CheckCase(
            "expected.delegation", .fail, "no delegation", summary: "no delegation, where",
            fix: "serve {\"m.server\":\"matrix.example.org:443\"}", proves: ["F03"]
        ) {
            $0.wellKnown = .status(404)
            $0.names[DNSQuestion("_matrix-fed._tcp.example.org", .srv)] = .noData
        },
        CheckCase(
            "expected.delegation", .fail, "an old delegation", summary: "delegates to old.example",
            fix: "serve {\"m.server\":\"matrix.example.org:443\"}", proves: ["F14"]
        ) {
            $0.wellKnown = .json(#"{"m.server":"old.example:443"}"#)
        },
        CheckCase(
            "expected.delegation", .fail, "a delegation where none is expected",
            summary: "where no delegation is expected", fix: "remove the well-known document"
        ) {
            $0.options.expectations?.common.delegation = .absent
        },
        CheckCase(
            "expected.addresses", .fail, "an IPv6 address where none is expected",
            summary: "the IPv6 address 2001:db8::7", fix: "remove the AAAA record", proves: ["F06"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
        },
        CheckCase(
            "expected.addresses", .fail, "no IPv4 address", summary: "no IPv4 address, where",
            fix: "add an A record"
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .noData
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
            $0.options.expectations?.common.ipv6 = nil
        },
    ]
}
