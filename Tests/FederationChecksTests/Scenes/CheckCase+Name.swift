import FederationCore
import Findings
import TestSupport

extension CheckCase {
    static let name = [
        CheckCase("name.grammar", .fail, "port 0", summary: "port 0") {
            $0.name = "example.org:0"
        },
        CheckCase("name.grammar", .warn, "an empty label", summary: "the part ''") {
            $0.name = "example..org:8448"
        },
        CheckCase("name.grammar", .warn, "236 bytes", summary: "236 bytes") {
            $0.name = String(repeating: "abcdefghi.", count: 23) + "x:8448"
        },
        CheckCase("name.case", .warn, "a capital letter", summary: "capital letters") {
            $0.name = "Example.org:8448"
        },
    ]

    static let wellKnown = [
        CheckCase(
            "well-known.reachable", .warn, "status 500", summary: "status 500", fix: "404"
        ) {
            $0.wellKnown = .status(500)
        },
        CheckCase(
            "well-known.reachable", .warn, "no answer", summary: "no answer within 10 s",
            fix: "peers wait"
        ) {
            $0.wellKnown = .failure(.timeout, "no answer within 10 s")
        },
        CheckCase(
            "well-known.reachable", .warn, "a bad certificate", summary: "has expired",
            fix: "get a certificate for example.org"
        ) {
            $0.wellKnown = .failure(.certificate, "the certificate has expired")
        },
        CheckCase(
            "well-known.reachable", .warn, "a redirect in a circle", summary: "loop",
            fix: "without a redirect"
        ) {
            $0.wellKnown = .redirect(to: "https://example.org/.well-known/matrix/server")
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
            fix: "write \"matrix.example.org:443\""
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
            "well-known.delegation", .fail, "broken JSON", summary: "no JSON", fix: "mend the file"
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
            fix: "nginx: location = /.well-known/matrix/server"
        ) {
            $0.wellKnown = .status(
                200,
                headers: [
                    HTTPHeader("Content-Type", "application/octet-stream"),
                    HTTPHeader("Server", "nginx/1.24.0"),
                ], body: #"{"m.server":"matrix.example.org:443"}"#)
        },
    ]

    static let dns = [
        CheckCase(
            "srv.lookup", .warn, "the deprecated record only", summary: "_matrix._tcp.example.org",
            fix: "add _matrix-fed._tcp.example.org"
        ) {
            $0.useServices(old: .services("10 5 8448 hs.example.org"))
        },
        CheckCase(
            "srv.lookup", .fail, "a target that is an alias", summary: "is an alias",
            fix: "name the host that the alias leads to"
        ) {
            $0.useServices(new: .services("10 5 8448 alias.example.org"))
            $0.names[DNSQuestion("alias.example.org", .a)] = .addresses(
                "198.51.100.7", aliases: ["hs.example.org"])
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
        CheckCase("srv.lookup", .fail, "port 0", summary: "port 0", fix: "listens on") {
            $0.useServices(new: .services("10 5 0 hs.example.org"))
        },
        CheckCase(
            "srv.lookup", .warn, "a name server that cannot answer", summary: "could not answer",
            fix: "names host and port"
        ) {
            $0.useServices(new: .outcome(.serverFailure))
        },
        CheckCase("srv.lookup", .skip, "a port in the delegated name", summary: "step 3.2") { _ in
        },
        CheckCase(
            "dns.addresses", .fail, "no such name", summary: "no such name",
            fix: "name a host that exists in m.server"
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .noSuchName
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .noSuchName
        },
        CheckCase(
            "dns.addresses", .warn, "a broken answer for AAAA", summary: "AAAA matrix.example.org",
            fix: "answer AAAA"
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .outcome(.serverFailure)
        },
    ]
}

extension Scene {
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
