import Certificates
import FederationChecks
import FederationCore
import Findings
import TestSupport

extension CheckCase {
    static let name = [
        CheckCase("name.grammar", .fail, "port 0", summary: "port 0", proves: ["D01"]) {
            $0.name = "example.org:0"
        },
        CheckCase(
            "name.grammar", .fail, "octets beyond 255", summary: "is not an IP address",
            fix: "user ID", proves: ["D05"]
        ) {
            $0.name = "198.51.100.999"
        },
        CheckCase(
            "name.grammar", .fail, "a URL", summary: "not a number from 0 to 65535",
            fix: "without the scheme", proves: ["D01", "F68"]
        ) {
            $0.name = "https://example.org"
        },
        CheckCase(
            "name.grammar", .fail, "a bare IPv6 address", summary: "not a number",
            fix: "in brackets: [2001:db8::7]", proves: ["D05", "F68"]
        ) {
            $0.name = "2001:db8::7"
        },
        CheckCase(
            "name.grammar", .fail, "a user ID", summary: "the port 'example.org'",
            fix: "check 'example.org'", proves: ["F68"]
        ) {
            $0.name = "@alice:example.org"
        },
        CheckCase("name.grammar", .warn, "an empty label", summary: "the part ''", proves: ["D04"])
        {
            $0.name = "example..org:8448"
        },
        CheckCase(
            "name.grammar", .warn, "punycode of a control character",
            summary: "the part 'xn--a': it stands for a name with U+0080", proves: ["F68"]
        ) {
            $0.name = "xn--a.example.org:8448"
        },
        CheckCase(
            "name.grammar", .warn, "an emoji", summary: "U+1F4A9, which IDNA 2008 does not allow",
            fix: "choose a name", proves: ["F68"]
        ) {
            $0.name = "xn--ls8h.example.org:8448"
        },
        CheckCase(
            "name.grammar", .warn, "no punycode at all", summary: "it stands for no name",
            proves: ["F68"]
        ) {
            $0.name = "xn--0.example.org:8448"
        },
        CheckCase(
            "name.grammar", .warn, "reserved hyphens", summary: "reserved", proves: ["F68"]
        ) {
            $0.name = "ab--c.example.org:8448"
        },
        CheckCase("name.grammar", .pass, "a name with an umlaut", summary: "a host name") {
            $0.name = "xn--bcher-kva.example.org:8448"
        },
        CheckCase("name.grammar", .warn, "236 bytes", summary: "236 bytes", proves: ["D03"]) {
            $0.name = String(repeating: "abcdefghi.", count: 23) + "x:8448"
        },
        CheckCase(
            "name.case", .warn, "a capital letter", summary: "capital letters",
            proves: ["D02", "F68"]
        ) {
            $0.name = "Example.org:8448"
        },
    ]

    static let wellKnown = [
        CheckCase(
            "well-known.reachable", .warn, "status 500", summary: "status 500", fix: "404",
            proves: ["D16", "F03"]
        ) {
            $0.wellKnown = .status(500)
        },
        CheckCase(
            "well-known.reachable", .warn, "no answer", summary: "no answer within 10 s",
            fix: "peers wait", proves: ["F15"]
        ) {
            $0.wellKnown = .failure(.timeout, "no answer within 10 s")
        },
        CheckCase(
            "well-known.reachable", .warn, "a bad certificate", summary: "has expired",
            fix: "get a certificate for example.org", proves: ["D14"]
        ) {
            $0.wellKnown = .failure(.certificate, "the certificate has expired")
        },
        CheckCase(
            "well-known.reachable", .warn, "a redirect in a circle", summary: "loop",
            fix: "without a redirect", proves: ["D12", "F05"]
        ) {
            $0.wellKnown = .redirect(to: "https://example.org/.well-known/matrix/server")
        },
        CheckCase(
            "well-known.reachable", .warn, "a redirect without TLS", summary: "not https",
            fix: "without a redirect", proves: ["D13"]
        ) {
            $0.wellKnown = .redirect(to: "http://www.example.org/.well-known/matrix/server")
        },
        CheckCase(
            "well-known.reachable", .warn, "a certificate for another name",
            summary: "no alternative certificate subject name",
            fix: "get a certificate for example.org", proves: ["F22"]
        ) {
            $0.wellKnown = .failure(
                .certificate, "no alternative certificate subject name matches 'example.org'")
        },
        CheckCase(
            "well-known.reachable", .warn, "the default certificate of an ingress controller",
            summary: "it is the default certificate of the Kubernetes ingress controller",
            fix: "add the host to the tls section of its ingress", proves: ["D14", "F22"]
        ) {
            $0.wellKnown = .failure(.certificate, "self-signed certificate")
            let fake = Scene.leaf(["ingress.local"], issuer: "CN=ingress.local")
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "198.51.100.1:443",
                    .result(Scene.handshake([fake], errors: [.selfSignedLeaf, .wrongName])))
            ]
        },
        CheckCase(
            "well-known.reachable", .warn, "a certificate that expired",
            summary: "expired 3 days ago", fix: "renew", proves: ["F21"]
        ) {
            $0.wellKnown = .failure(.certificate, "certificate has expired")
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "198.51.100.1:443",
                    .result(
                        Scene.handshake(
                            [Scene.leaf(["example.org"], daysLeft: -3), Scene.intermediate],
                            errors: [.expired])))
            ]
        },
        CheckCase(
            "well-known.reachable", .warn, "a redirect to a host that refuses",
            summary: "https://example.org/.well-known/matrix/server -> https://www.example.org/x: "
                + "connection refused",
            fix: "make port 443 of www.example.org answer, or serve the document at example.org",
            proves: ["F05"]
        ) {
            $0.redirectWellKnown(to: "www.example.org", .failure(.refused, "connection refused"))
        },
        CheckCase(
            "well-known.reachable", .warn, "a redirect to a host that does not exist",
            summary: "https://gone.example/x: no such name",
            fix: "make port 443 of gone.example answer", proves: ["F05"]
        ) {
            $0.redirectWellKnown(to: "gone.example", nil)
        },
        CheckCase(
            "well-known.reachable", .warn, "a redirect to a bad certificate",
            summary: "the certificate has expired",
            fix: "get a certificate for www.example.org", proves: ["D14", "F05"]
        ) {
            $0.redirectWellKnown(
                to: "www.example.org", .failure(.certificate, "the certificate has expired"))
        },
        CheckCase(
            "well-known.reachable", .warn, "a broken zone", summary: "could not answer",
            fix: "DNSSEC", proves: ["F03"]
        ) {
            $0.useServices(new: .services("10 5 8448 hs.example.org"))
            $0.names[DNSQuestion("example.org", .a)] = .outcome(.serverFailure)
            $0.names[DNSQuestion("example.org", .aaaa)] = .outcome(.serverFailure)
        },
        CheckCase(
            "well-known.addresses", .skip, "a redirect to a host that refuses",
            summary: "which gives no document"
        ) {
            $0.redirectWellKnown(to: "www.example.org", .failure(.refused, "connection refused"))
        },
        CheckCase(
            "well-known.reachable", .warn, "an answer after five seconds",
            summary: "every peer waits", fix: "answer faster", proves: ["F15"]
        ) {
            $0.wellKnown = .response(
                HTTPResponse(
                    status: 404, headers: [], body: [], timings: HTTPTimings(total: 5000)))
        },
        CheckCase(
            "well-known.reachable", .skip, "no document",
            summary: "no well-known document (status 404)"
        ) {
            $0.wellKnown = .status(404)
        },
        CheckCase(
            "well-known.reachable", .skip, "a port in the name", summary: "step 2"
        ) {
            $0.name = "matrix.example.org:443"
        },
        CheckCase(
            "well-known.delegation", .fail, "a scheme in m.server", summary: "https://matrix",
            fix: "write \"matrix.example.org:443\"", proves: ["D11", "F04"]
        ) {
            $0.wellKnown = .json(#"{"m.server":"https://matrix.example.org/"}"#)
        },
        CheckCase(
            "well-known.delegation", .fail, "the document for clients", summary: "m.homeserver",
            fix: "/.well-known/matrix/client"
        ) {
            $0.wellKnown = .json(#"{"m.homeserver":{"base_url":"https://matrix.example.org"}}"#)
        },
        CheckCase(
            "well-known.delegation", .fail, "port 0", summary: "nothing can be reached at port 0",
            fix: "write the port"
        ) { $0.wellKnown = .json(#"{"m.server":"matrix.example.org:0"}"#) },
        CheckCase(
            "dns.addresses", .fail, "port 0", summary: "port 0", fix: "in m.server"
        ) { $0.wellKnown = .json(#"{"m.server":"matrix.example.org:0"}"#) },
        CheckCase(
            "well-known.delegation", .fail, "broken JSON", summary: "no JSON", fix: "mend the file",
            proves: ["D10", "D16"]
        ) {
            $0.wellKnown = .json(#"{"m.server":"matrix.example.org:443""#)
        },
        CheckCase(
            "well-known.delegation", .fail, "a number for m.server", summary: "not a string",
            fix: "serve {"
        ) {
            $0.wellKnown = .json(#"{"m.server":443}"#)
        },
        CheckCase(
            "well-known.delegation", .warn, "a web page", summary: "web page", fix: "catch-all"
        ) {
            $0.wellKnown = .status(
                200, headers: [HTTPHeader("Content-Type", "text/html")],
                body: "<!DOCTYPE html><title>Welcome</title>")
        },
        CheckCase(
            "well-known.delegation", .skip, "no document",
            summary: "no well-known document (status 404)"
        ) {
            $0.wellKnown = .status(404)
        },
        CheckCase(
            "well-known.type", .warn, "binary data", summary: "application/octet-stream",
            fix: "nginx: location = /.well-known/matrix/server", proves: ["D09", "F04"]
        ) {
            $0.wellKnown = .status(
                200,
                headers: [
                    HTTPHeader("Content-Type", "application/octet-stream"),
                    HTTPHeader("Server", "nginx/1.24.0"),
                ], body: #"{"m.server":"matrix.example.org:443"}"#)
        },
    ]

    static let wellKnownLife = [
        CheckCase(
            "well-known.lifetime", .warn, "a month", summary: "peers keep it for 48 h at most",
            fix: "max-age=86400", proves: ["D15", "F14"]
        ) {
            $0.wellKnown = delegation([HTTPHeader("Cache-Control", "max-age=2592000")])
        },
        CheckCase(
            "well-known.lifetime", .warn, "not at all", summary: "before almost every request",
            fix: "max-age=86400", proves: ["D15"]
        ) {
            $0.wellKnown = delegation([HTTPHeader("Cache-Control", "no-store")])
        },
        CheckCase(
            "well-known.lifetime", .warn, "a stale copy", summary: "a copy that is 2 h old",
            fix: "purge the cache", proves: ["F14"]
        ) {
            $0.wellKnown = delegation([
                HTTPHeader("Cache-Control", "max-age=3600"), HTTPHeader("Age", "7200"),
            ])
        },
        CheckCase(
            "well-known.redirects", .warn, "four redirects", summary: "4 redirects",
            fix: "without a redirect", proves: ["D12", "D13", "F05"]
        ) {
            let target = "/.well-known/matrix/server"
            $0.firstRows = (0..<4).map { index in
                CannedHTTP.Row(
                    "GET", "example.org", index == 0 ? target : "/\(index)",
                    .redirect(to: "https://example.org/\(index + 1)"))
            }
            $0.firstRows.append(CannedHTTP.Row("GET", "example.org", "/4", delegation([])))
        },
        CheckCase(
            "well-known.redirects", .warn, "a host under another domain",
            summary: "hosting.example, another host", fix: "without a redirect",
            proves: ["F05"]
        ) {
            $0.names[DNSQuestion("hosting.example", .a)] = .addresses("198.51.100.77")
            $0.redirectWellKnown(to: "hosting.example", delegation([]))
        },
        CheckCase(
            "well-known.redirects", .pass, "a host under the name", summary: "1 redirect"
        ) {
            $0.redirectWellKnown(to: "www.example.org", delegation([]))
        },
        CheckCase(
            "well-known.addresses", .fail, "IPv6 has none",
            summary: "peers with IPv6 alone find no delegation", fix: "listen [::]:443",
            proves: ["D25", "F03", "F06"]
        ) {
            $0.options.expectations = nil
            $0.names[DNSQuestion("example.org", .aaaa)] = .addresses("2001:db8::1")
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "example.org", "/.well-known/matrix/server", at: "[2001:db8::1]:443",
                    .status(404))
            ]
        },
        CheckCase(
            "well-known.addresses", .fail, "the server of former days",
            summary: "delegate to different servers", fix: "left behind by a move",
            proves: ["F14"]
        ) {
            $0.names[DNSQuestion("example.org", .a)] = .addresses("198.51.100.1", "198.51.100.2")
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "example.org", "/.well-known/matrix/server", at: "198.51.100.2:443",
                    .json(#"{"m.server":"old.example.org:443"}"#))
            ]
        },
    ]

    /// The good delegation, with further headers.
    private static func delegation(_ headers: [HTTPHeader]) -> CannedHTTP.Answer {
        .json(#"{"m.server":"matrix.example.org:443"}"#, headers: headers)
    }

    static let dns = [
        CheckCase(
            "srv.lookup", .warn, "the deprecated record only", summary: "_matrix._tcp.example.org",
            fix: "add _matrix-fed._tcp.example.org", proves: ["D19", "F12"]
        ) {
            $0.useServices(old: .services("10 5 8448 hs.example.org"))
        },
        CheckCase(
            "srv.lookup", .warn, "a broken answer beside the deprecated record",
            summary: "SRV _matrix-fed._tcp.example.org: the name server could not answer; some "
                + "peers stop there, others go on to the deprecated record: hs.example.org:8448",
            fix: "have the name server answer SRV questions", proves: ["F13"]
        ) {
            $0.useServices(
                new: .outcome(.serverFailure), old: .services("10 5 8448 hs.example.org"))
        },
        CheckCase(
            "srv.lookup", .fail, "a target that is an alias", summary: "is an alias",
            fix: "name the host that the alias leads to", proves: ["D21"]
        ) {
            $0.useServices(new: .services("10 5 8448 alias.example.org"))
            $0.names[DNSQuestion("alias.example.org", .a)] = .addresses(
                "198.51.100.7", aliases: ["hs.example.org"])
        },
        CheckCase(
            "srv.lookup", .fail, "a second target that is an alias", summary: "is an alias",
            fix: "name the host that the alias leads to", proves: ["D21"]
        ) {
            $0.useServices(
                new: .services("10 5 8448 hs.example.org", "20 5 8448 alias.example.org"))
            $0.names[DNSQuestion("alias.example.org", .a)] = .addresses(
                "198.51.100.8", aliases: ["hs.example.org"])
            $0.names[DNSQuestion("alias.example.org", .aaaa)] = .noData
        },
        CheckCase("srv.lookup", .fail, "the target '.'", summary: "not offered", fix: "remove") {
            $0.useServices(new: .services("0 0 0 ."))
        },
        CheckCase(
            "srv.lookup", .fail, "a target that is an address", summary: "198.51.100.7",
            fix: "name a host"
        ) {
            $0.useServices(new: .services("10 5 8448 198.51.100.7"))
        },
        CheckCase(
            "srv.lookup", .fail, "port 0", summary: "port 0", fix: "listens on", proves: ["D22"]
        ) {
            $0.useServices(new: .services("10 5 0 hs.example.org"))
        },
        CheckCase(
            "srv.lookup", .warn, "a name server that cannot answer", summary: "could not answer",
            fix: "names host and port", proves: ["F13"]
        ) {
            $0.useServices(new: .outcome(.serverFailure))
        },
        CheckCase("srv.lookup", .skip, "a port in the delegated name", summary: "step 3.2") { _ in
        },
        CheckCase(
            "srv.targets", .warn, "the second target is gone",
            summary: "1 of 2 targets cannot be used: gone.example.org: no such name",
            fix: "remove the record", proves: ["D22", "F12"]
        ) {
            $0.useServices(
                new: .services("10 5 8448 hs.example.org", "20 5 8448 gone.example.org"))
        },
        CheckCase(
            "srv.targets", .warn, "a name server that cannot answer for the second target",
            summary: "the name server could not answer"
        ) {
            $0.useServices(
                new: .services("10 5 8448 hs.example.org", "20 5 8448 gone.example.org"))
            $0.names[DNSQuestion("gone.example.org", .a)] = .outcome(.serverFailure)
            $0.names[DNSQuestion("gone.example.org", .aaaa)] = .outcome(.serverFailure)
        },
        CheckCase(
            "srv.targets", .warn, "as many records as fit in 64 KiB",
            summary: "2000 SRV records, of which 32 are used", fix: "and no others"
        ) {
            $0.useServices(
                new: .manyServices((0..<2000).map { "10 5 \($0 + 1) hs.example.org" }))
        },
        CheckCase(
            "dns.addresses", .fail, "aliases in a circle", summary: "aliases go in a circle",
            fix: "cannot be used"
        ) {
            let outcome = DNSAnswer.Outcome.failed(reason: "aliases go in a circle")
            $0.names[DNSQuestion("matrix.example.org", .a)] = .outcome(outcome)
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .outcome(outcome)
        },
        CheckCase(
            "srv.agreement", .warn, "two targets",
            summary: "name different targets: peers use _matrix-fed._tcp", fix: "the same targets",
            proves: ["D18", "D20", "F12"]
        ) {
            $0.useServices(
                new: .services("10 5 8448 hs.example.org"),
                old: .services("10 5 8448 old.example.org"))
        },
        CheckCase(
            "srv.unused", .warn, "a record of the base domain",
            summary: "_matrix-fed._tcp.example.org exists and is not used", fix: "remove",
            proves: ["D23", "F11"]
        ) {
            $0.names[DNSQuestion("_matrix-fed._tcp.example.org", .srv)] = .services(
                "10 5 8448 hs.example.org")
        },
        CheckCase(
            "srv.unused", .warn, "the record of identity servers",
            summary: "nothing to do with federation", fix: "_matrix-fed._tcp", proves: ["F12"]
        ) {
            $0.useServices()
            $0.names[DNSQuestion("_matrix-identity._tcp.example.org", .srv)] = .services(
                "10 5 443 id.example.org")
        },
        CheckCase(
            "dns.addresses", .fail, "a broken zone", summary: "could not answer",
            fix: "DNSSEC", proves: ["F13"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .outcome(.serverFailure)
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .outcome(.serverFailure)
        },
        CheckCase(
            "dns.addresses", .fail, "a name server that refuses", summary: "would not answer",
            fix: "it refuses", proves: ["F13"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .outcome(.refused)
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .outcome(.refused)
        },
        CheckCase(
            "dns.addresses", .fail, "nobody answers in time", summary: "no answer in time",
            fix: "port 53", proves: ["F13"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .outcome(.timedOut)
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .outcome(.timedOut)
        },
        CheckCase(
            "dns.addresses", .fail, "a resolver that does not take what the zone says",
            summary: "could not answer",
            fix: "the resolver does not take what ns1.example.org, the zone's own name server",
            proves: ["F13"]
        ) {
            $0.breakZone(of: "matrix.example.org", authority: .addresses("198.51.100.7"))
        },
        CheckCase(
            "dns.addresses", .fail, "a zone whose own name server fails",
            summary: "could not answer", fix: "mend ns1.example.org, the zone's own name server",
            proves: ["F13"]
        ) {
            $0.breakZone(of: "matrix.example.org", authority: .outcome(.serverFailure))
        },
        CheckCase(
            "srv.lookup", .warn, "a zone whose own name server answers, and a resolver that fails",
            summary: "could not answer", fix: "where 'dig +cd' answers", proves: ["F13"]
        ) {
            $0.useServices(new: .outcome(.serverFailure))
            $0.breakZone(of: nil, authority: .noData)
        },
        CheckCase(
            "dns.addresses", .fail, "no name server can be asked", summary: "connection refused",
            fix: "--resolver", proves: ["F13"]
        ) {
            let outcome = DNSAnswer.Outcome.unreachable(
                reason: "no answer over UDP: connection refused")
            $0.names[DNSQuestion("matrix.example.org", .a)] = .outcome(outcome)
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .outcome(outcome)
        },
        CheckCase(
            "dns.addresses", .fail, "no such name", summary: "no such name",
            fix: "name a host that exists in m.server", proves: ["D24"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .noSuchName
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .noSuchName
        },
        CheckCase(
            "dns.addresses", .warn, "a broken answer for AAAA", summary: "AAAA matrix.example.org",
            fix: "answer AAAA", proves: ["F06"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .outcome(.serverFailure)
        },
    ]
}

extension Scene {
    /// The host of the name redirects the well-known request to `host`, which answers so; with no
    /// answer, the host does not exist.
    mutating func redirectWellKnown(to host: String, _ answer: CannedHTTP.Answer?) {
        wellKnown = .redirect(to: "https://\(host)/x")
        guard let answer else { return }
        if names[DNSQuestion(host, .a)] == nil {
            names[DNSQuestion(host, .a)] = .addresses("198.51.100.2")
        }
        firstRows.append(CannedHTTP.Row("GET", host, "/x", answer))
    }

    /// The resolver cannot answer for `host`; the name server of the zone `example.org` answers so.
    mutating func breakZone(of host: String?, authority: CannedNames.Answer) {
        if let host {
            names[DNSQuestion(host, .a)] = .outcome(.serverFailure)
            names[DNSQuestion(host, .aaaa)] = .outcome(.serverFailure)
        }
        names[DNSQuestion("example.org", .ns)] = .nameServers("ns1.example.org")
        names[DNSQuestion("ns1.example.org", .a)] = .addresses("192.0.2.1")
        authorities[IPAddress(192, 0, 2, 1)] = authority
    }

    /// No delegation; SRV records lead to `hs.example.org`.
    mutating func useServices(
        new: CannedNames.Answer = .noSuchName, old: CannedNames.Answer = .noSuchName
    ) {
        wellKnown = .status(404)
        handshake = .result(Self.handshake([Self.leaf(["example.org"]), Self.intermediate]))
        names[DNSQuestion("_matrix-fed._tcp.example.org", .srv)] = new
        names[DNSQuestion("_matrix._tcp.example.org", .srv)] = old
        names[DNSQuestion("hs.example.org", .a)] = .addresses("198.51.100.8")
        names[DNSQuestion("hs.example.org", .aaaa)] = .noData
    }
}
