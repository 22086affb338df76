import FederationCore
import TestSupport
import Testing

/// A row of the spec's list: a world, a name, and what discovery has to make of them.
struct DiscoveryBranch: CustomTestStringConvertible {
    var label: String
    var name: String
    var http: [CannedHTTP.Row] = []
    var names: [CannedNames.Row] = []
    var specStep: String
    var destinations: [String]
    var tlsName: String
    var hostHeader: String
    /// Every request that may go out, and no other.
    var askedHTTP: [String] = []
    /// Every question that may go out, in this order, and no other.
    var askedNames: [String] = []

    var testDescription: String { "\(label): \(name)" }
}

extension DiscoveryBranch {
    static let wellKnownURL = "https://example.org/.well-known/matrix/server"

    static let all: [DiscoveryBranch] = literals + ports + delegations + services

    // Steps 1a and 1b.
    private static let literals = [
        DiscoveryBranch(
            label: "1a, IPv4, nothing is asked (D06)", name: "198.51.100.7:8449", specStep: "1",
            destinations: ["198.51.100.7:8449"], tlsName: "198.51.100.7",
            hostHeader: "198.51.100.7:8449"),
        DiscoveryBranch(
            label: "1a, IPv6", name: "[2001:db8::7]:8449", specStep: "1",
            destinations: ["[2001:db8::7]:8449"], tlsName: "2001:db8::7",
            hostHeader: "[2001:db8::7]:8449"),
        DiscoveryBranch(
            label: "1b, IPv4, port 8448 (D06)", name: "198.51.100.7", specStep: "1",
            destinations: ["198.51.100.7:8448"], tlsName: "198.51.100.7",
            hostHeader: "198.51.100.7"),
        DiscoveryBranch(
            label: "1b, IPv6 as it was written", name: "[2001:DB8:0::7]", specStep: "1",
            destinations: ["[2001:db8::7]:8448"], tlsName: "2001:db8::7",
            hostHeader: "[2001:DB8:0::7]"),
    ]

    // Step 2.
    private static let ports = [
        DiscoveryBranch(
            label: "2, no well-known and no SRV (D07)", name: "example.org:8449",
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7", "198.51.100.8")),
                .init(.aaaa, "example.org", .addresses("2001:db8::7")),
            ], specStep: "2",
            destinations: ["198.51.100.7:8449", "198.51.100.8:8449", "[2001:db8::7]:8449"],
            tlsName: "example.org", hostHeader: "example.org:8449",
            askedNames: ["A example.org", "AAAA example.org"]),
        DiscoveryBranch(
            label: "2, the host is an alias", name: "example.org:443",
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7", aliases: ["web.example.org"])),
                .init(.aaaa, "example.org", .noData),
            ], specStep: "2", destinations: ["198.51.100.7:443"], tlsName: "example.org",
            hostHeader: "example.org:443", askedNames: ["A example.org", "AAAA example.org"]),
    ]

    // Steps 3.1a to 3.5.
    private static let delegations = [
        DiscoveryBranch(
            label: "3.1a", name: "example.org", http: delegation("203.0.113.5:8450"), names: web,
            specStep: "3.1", destinations: ["203.0.113.5:8450"], tlsName: "203.0.113.5",
            hostHeader: "203.0.113.5:8450", askedHTTP: [wellKnownURL], askedNames: askedWeb),
        DiscoveryBranch(
            label: "3.1b", name: "example.org", http: delegation("[2001:db8::5]"), names: web,
            specStep: "3.1", destinations: ["[2001:db8::5]:8448"], tlsName: "2001:db8::5",
            hostHeader: "[2001:db8::5]", askedHTTP: [wellKnownURL], askedNames: askedWeb),
        DiscoveryBranch(
            label: "3.2, the Host is as delegated, port 443 included (D28)", name: "example.org",
            http: delegation("matrix.example.org:443"),
            names: web + [
                .init(.a, "matrix.example.org", .addresses("203.0.113.5")),
                .init(.aaaa, "matrix.example.org", .addresses("2001:db8::5")),
            ], specStep: "3.2", destinations: ["203.0.113.5:443", "[2001:db8::5]:443"],
            tlsName: "matrix.example.org", hostHeader: "matrix.example.org:443",
            askedHTTP: [wellKnownURL],
            askedNames: askedWeb + ["A matrix.example.org", "AAAA matrix.example.org"]),
        DiscoveryBranch(
            label: "3.3, the Host is never the target (D27)", name: "example.org",
            http: delegation("matrix.example.org"),
            names: web + [
                .init(.srv, "_matrix-fed._tcp.matrix.example.org", .services("10 5 8449 hs.test")),
                .init(.a, "hs.test", .addresses("203.0.113.5")),
                .init(.aaaa, "hs.test", .noData),
            ], specStep: "3.3", destinations: ["203.0.113.5:8449"], tlsName: "matrix.example.org",
            hostHeader: "matrix.example.org", askedHTTP: [wellKnownURL],
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.matrix.example.org", "A hs.test", "AAAA hs.test",
            ]),
        DiscoveryBranch(
            label: "3.4", name: "example.org", http: delegation("matrix.example.org"),
            names: web + [
                .init(.srv, "_matrix-fed._tcp.matrix.example.org", .noSuchName),
                .init(.srv, "_matrix._tcp.matrix.example.org", .services("10 5 8449 hs.test")),
                .init(.a, "hs.test", .addresses("203.0.113.5")),
                .init(.aaaa, "hs.test", .noData),
            ], specStep: "3.4", destinations: ["203.0.113.5:8449"], tlsName: "matrix.example.org",
            hostHeader: "matrix.example.org", askedHTTP: [wellKnownURL],
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.matrix.example.org", "SRV _matrix._tcp.matrix.example.org",
                "A hs.test", "AAAA hs.test",
            ]),
        DiscoveryBranch(
            label: "3.5", name: "example.org", http: delegation("matrix.example.org"),
            names: web + [
                .init(.srv, "_matrix-fed._tcp.matrix.example.org", .noSuchName),
                .init(.srv, "_matrix._tcp.matrix.example.org", .noData),
                .init(.a, "matrix.example.org", .addresses("203.0.113.5")),
                .init(.aaaa, "matrix.example.org", .noData),
            ], specStep: "3.5", destinations: ["203.0.113.5:8448"], tlsName: "matrix.example.org",
            hostHeader: "matrix.example.org", askedHTTP: [wellKnownURL],
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.matrix.example.org", "SRV _matrix._tcp.matrix.example.org",
                "A matrix.example.org", "AAAA matrix.example.org",
            ]),
        DiscoveryBranch(
            label: "3.5, delegated to itself, which is asked once", name: "example.org",
            http: delegation("example.org"),
            names: web + [
                .init(.srv, "_matrix-fed._tcp.example.org", .noSuchName),
                .init(.srv, "_matrix._tcp.example.org", .noSuchName),
            ], specStep: "3.5", destinations: ["198.51.100.7:8448"], tlsName: "example.org",
            hostHeader: "example.org", askedHTTP: [wellKnownURL],
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.example.org", "SRV _matrix._tcp.example.org",
            ]),
    ]

    // Steps 4, 5 and 6.
    private static let services = [
        DiscoveryBranch(
            label: "4, the Host is never the target (D27)", name: "example.org", http: notFound,
            names: web + [
                .init(.srv, "_matrix-fed._tcp.example.org", .services("10 5 8449 hs.test")),
                .init(.a, "hs.test", .addresses("203.0.113.5")),
                .init(.aaaa, "hs.test", .addresses("2001:db8::5")),
            ], specStep: "4", destinations: ["203.0.113.5:8449", "[2001:db8::5]:8449"],
            tlsName: "example.org", hostHeader: "example.org", askedHTTP: [wellKnownURL],
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.example.org", "A hs.test", "AAAA hs.test",
            ]),
        DiscoveryBranch(
            label: "5", name: "example.org", http: notFound,
            names: web + [
                .init(.srv, "_matrix-fed._tcp.example.org", .noData),
                .init(.srv, "_matrix._tcp.example.org", .services("10 5 8449 hs.test")),
                .init(.a, "hs.test", .addresses("203.0.113.5")),
                .init(.aaaa, "hs.test", .noData),
            ], specStep: "5", destinations: ["203.0.113.5:8449"], tlsName: "example.org",
            hostHeader: "example.org", askedHTTP: [wellKnownURL],
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.example.org", "SRV _matrix._tcp.example.org", "A hs.test",
                "AAAA hs.test",
            ]),
        DiscoveryBranch(
            label: "6", name: "example.org", http: notFound,
            names: web + [
                .init(.srv, "_matrix-fed._tcp.example.org", .noSuchName),
                .init(.srv, "_matrix._tcp.example.org", .noSuchName),
            ], specStep: "6", destinations: ["198.51.100.7:8448"], tlsName: "example.org",
            hostHeader: "example.org", askedHTTP: [wellKnownURL],
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.example.org", "SRV _matrix._tcp.example.org",
            ]),
        DiscoveryBranch(
            label: "4, a host without an address of its own", name: "example.org",
            names: [
                .init(.a, "example.org", .noData), .init(.aaaa, "example.org", .noData),
                .init(.srv, "_matrix-fed._tcp.example.org", .services("10 5 443 hs.test.")),
                .init(.a, "hs.test", .noData),
                .init(.aaaa, "hs.test", .addresses("2001:db8::5")),
            ], specStep: "4", destinations: ["[2001:db8::5]:443"], tlsName: "example.org",
            hostHeader: "example.org",
            askedNames: askedWeb + [
                "SRV _matrix-fed._tcp.example.org", "A hs.test", "AAAA hs.test",
            ]),
        DiscoveryBranch(
            label: "6, upper case is kept", name: "Example.ORG",
            names: [
                .init(.a, "Example.ORG", .addresses("198.51.100.7")),
                .init(.aaaa, "Example.ORG", .noData),
                .init(.srv, "_matrix-fed._tcp.Example.ORG", .noSuchName),
                .init(.srv, "_matrix._tcp.Example.ORG", .noSuchName),
            ], specStep: "6", destinations: ["198.51.100.7:8448"], tlsName: "Example.ORG",
            hostHeader: "Example.ORG",
            askedHTTP: ["https://Example.ORG/.well-known/matrix/server"],
            askedNames: [
                "A Example.ORG", "AAAA Example.ORG", "SRV _matrix-fed._tcp.Example.ORG",
                "SRV _matrix._tcp.Example.ORG",
            ]
        ).answering([.init("GET", "Example.ORG", "/.well-known/matrix/server", .status(404))]),
    ]

    private func answering(_ rows: [CannedHTTP.Row]) -> Self {
        var changed = self
        changed.http = rows
        return changed
    }

    private static let web: [CannedNames.Row] = [
        .init(.a, "example.org", .addresses("198.51.100.7")),
        .init(.aaaa, "example.org", .noData),
    ]

    private static let askedWeb = ["A example.org", "AAAA example.org"]

    private static func delegation(_ server: String) -> [CannedHTTP.Row] {
        [
            .init(
                "GET", "example.org", "/.well-known/matrix/server", at: "198.51.100.7:443",
                .json(#"{"m.server":"\#(server)"}"#))
        ]
    }

    private static let notFound: [CannedHTTP.Row] = [
        .init("GET", "example.org", "/.well-known/matrix/server", .status(404))
    ]
}
