import FederationChecks
import FederationCore
import Findings
import MatrixJSON
import TestSupport

extension CheckCase {
    static let reach = [
        CheckCase(
            "reach.answer", .fail, "8448 is closed, and 443 is the homeserver",
            summary: "the homeserver answers at example.org:443",
            fix: #"serve {"m.server":"example.org:443"}"#, proves: ["D16", "F01"]
        ) {
            $0.close()
            $0.elsewhere = .json(KeyDocuments.good())
        },
        CheckCase(
            "reach.answer", .fail, "the homeserver of clients is the one",
            summary: "the homeserver answers at matrix.example.org:443",
            fix: #"serve {"m.server":"matrix.example.org:443"}"#, proves: ["F01"]
        ) {
            $0.close()
            $0.clientDocument = .json(
                #"{"m.homeserver":{"base_url":"https://matrix.example.org"}}"#)
        },
        CheckCase(
            "reach.answer", .fail, "8448 behind Cloudflare", summary: "does not forward port 8448",
            fix: "DNS only", proves: ["F09"]
        ) {
            $0.close()
            $0.elsewhere = .status(
                404, headers: [HTTPHeader("CF-Ray", "8"), HTTPHeader("Server", "cloudflare")])
        },
        CheckCase(
            "reach.answer", .fail, "Nginx Proxy Manager", summary: "answers at example.org:443",
            fix: "cannot listen on a second TLS port", proves: ["F69"]
        ) {
            $0.close()
            $0.elsewhere = .json(
                KeyDocuments.good(), headers: [HTTPHeader("Server", "openresty")])
        },
        CheckCase(
            "reach.answer", .fail, "nothing anywhere", summary: "nothing answers at",
            fix: "open port 8448", proves: ["F01"]
        ) {
            $0.close()
        },
        CheckCase(
            "reach.families", .fail, "IPv6 is closed", summary: "IPv4: 1 of 1; IPv6: 0 of 1",
            fix: "make the web server answer over IPv6 too, or remove the AAAA record",
            proves: ["D25", "F06"]
        ) {
            $0.options.expectations?.common.ipv6 = true
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
            $0.firstHandshakes = [
                CannedTLS.Row(at: "[2001:db8::7]:443", .failure(.refused, "connection refused"))
            ]
        },
        CheckCase(
            "reach.families", .fail, "IPv6 leads to a website",
            summary:
                "198.51.100.7:443 leads to the homeserver, and [2001:db8::7]:443 to something else",
            fix: "nginx: listen [::]:443 ssl;", proves: ["F06"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
            $0.firstRows = [
                CannedHTTP.Row(
                    "*", "*", "*", at: "[2001:db8::7]:443",
                    .status(
                        404,
                        headers: [
                            HTTPHeader("Content-Type", "text/html"), HTTPHeader("Server", "nginx"),
                        ], body: "<html>welcome</html>"))
            ]
        },
        CheckCase(
            "reach.families", .warn, "the document is on IPv4 alone",
            summary: "peers with IPv6 alone cannot get the well-known document",
            fix: "give example.org an AAAA record", proves: ["F06"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
            $0.options.expectations?.common.ipv6 = true
        },
        CheckCase(
            "reach.families", .pass, "no IPv6, which nobody expects",
            summary: "IPv4: 1 of 1; IPv6: no address, as expected"
        ) { _ in },
        CheckCase(
            "reach.families", .pass, "no IPv6, where it is not said whether it is expected",
            summary: "IPv6: no address; peers with IPv6 alone cannot reach it"
        ) {
            $0.options.expectations = nil
        },
        CheckCase(
            "reach.families", .pass, "a document on IPv4 alone, and no IPv6 is expected",
            summary: "IPv4: 1 of 1; IPv6: 1 of 1"
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
        },
        CheckCase(
            "reach.families", .fail, "IPv6 is closed, and not expected", summary: "IPv6: 0 of 1",
            fix: "remove the AAAA record: no IPv6 is expected", proves: ["F06"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
            $0.firstHandshakes = [
                CannedTLS.Row(at: "[2001:db8::7]:443", .failure(.refused, "connection refused"))
            ]
        },
        CheckCase(
            "reach.same", .fail, "a homeserver of former days", summary: "publish different keys",
            fix: "left behind by a move", proves: ["D25", "K18", "F14"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .addresses(
                "198.51.100.7", "198.51.100.8")
            let other = KeyDocuments.key("ed25519:other", of: 9)
            $0.firstRows = [
                CannedHTTP.Row(
                    "GET", "*", "/_matrix/key/v2/server", at: "198.51.100.8:443",
                    .json(KeyDocuments.good(of: "example.org", other)))
            ]
        },
        CheckCase(
            "name.served", .fail, "the host was checked, not the name",
            summary: "other.example leads to 203.0.113.9:8448, and its key document is good",
            fix: "fedctl check other.example", proves: ["K02", "F02"]
        ) {
            $0.serveOther("other.example")
        },
        CheckCase(
            "name.served", .fail, "a name that leads nowhere",
            summary: "gone.example leads nowhere", fix: "cannot be changed later",
            proves: ["F02"]
        ) {
            $0.keyDocument = .json(KeyDocuments.good { $0["server_name"] = "gone.example" })
        },
        CheckCase(
            "name.served", .fail, "a capital letter", summary: "to peers these are two servers",
            proves: ["F68"]
        ) {
            $0.keyDocument = .json(KeyDocuments.good { $0["server_name"] = "Example.org" })
        },
        CheckCase(
            "key-file.match", .fail, "the secret is published", summary: "secret",
            fix: "new key ID now", proves: ["F38"]
        ) {
            $0.options.ownKeys = [KeyDocuments.key()]
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:old": [
                            "key": .string(KeyDocuments.secret), "expired_ts": 1_600_000_000_000,
                        ]
                    ]
                })
        },
        CheckCase(
            "key-file.match", .fail, "the secret of another key of the file",
            summary: "is the secret half of a key", proves: ["F38"]
        ) {
            $0.options.ownKeys = [KeyDocuments.key(), KeyDocuments.key("ed25519:old", of: 9)]
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:old": [
                            "key": .string(
                                UnpaddedBase64.encode([UInt8](repeating: 9, count: 32))),
                            "expired_ts": 1_600_000_000_000,
                        ]
                    ]
                })
        },
        CheckCase(
            "key-file.match", .fail, "a new key under the former ID",
            summary: "with another key", fix: "never reused", proves: ["K15", "F36"]
        ) {
            $0.options.ownKeys = [KeyDocuments.key(KeyDocuments.keyID, of: 9)]
        },
        CheckCase(
            "key-file.match", .fail, "another file", summary: "is not published",
            fix: "signing_key_path", proves: ["F36"]
        ) {
            $0.options.ownKeys = [KeyDocuments.key("ed25519:other", of: 9)]
        },
        CheckCase(
            "key-file.match", .warn, "a file that was replaced",
            summary: "as a former key only", fix: "signing_key_path", proves: ["F36"]
        ) {
            let former = KeyDocuments.key("ed25519:old", of: 9)
            $0.options.ownKeys = [former]
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:old": [
                            "key": .string(former.publicKey.base64),
                            "expired_ts": 1_600_000_000_000,
                        ]
                    ]
                })
        },
        CheckCase(
            "clock.skew", .warn, "three hours behind", summary: "3 h 0 min behind", fix: "NTP",
            proves: ["K11", "F40"]
        ) {
            $0.version = dated("Sun, 22 Nov 2026 10:46:05 GMT")
        },
        CheckCase(
            "clock.skew", .warn, "nobody else was asked",
            summary: "3 h 0 min behind, or ours is wrong: no other clock was asked", fix: "NTP",
            proves: ["F40"]
        ) {
            $0.version = dated("Sun, 22 Nov 2026 10:46:05 GMT")
        },
        CheckCase(
            "clock.skew", .warn, "a notary agrees with us",
            summary: "3 h 0 min behind, and ours is that of the notary",
            fix: "run NTP on the server", proves: ["F40"]
        ) {
            $0.version = dated("Sun, 22 Nov 2026 10:46:05 GMT")
            $0.view(get: $0.told(at: "Sun, 22 Nov 2026 13:46:01 GMT"))
        },
        CheckCase(
            "clock.skew", .warn, "a notary agrees with the server",
            summary: "our own clock is wrong", fix: "the clock of this machine", proves: ["F40"]
        ) {
            $0.version = dated("Sun, 22 Nov 2026 10:46:05 GMT")
            $0.view(get: $0.told(at: "Sun, 22 Nov 2026 10:46:01 GMT"))
        },
        CheckCase(
            "clock.skew", .warn, "a notary agrees with neither",
            summary: "but no notary's clock is: one is 1 h 0 min ahead", fix: "set both clocks",
            proves: ["F40"]
        ) {
            $0.version = dated("Sun, 22 Nov 2026 13:46:05 GMT")
            $0.view(get: $0.told(at: "Sun, 22 Nov 2026 14:46:05 GMT"))
        },
        CheckCase(
            "clock.skew", .warn, "everybody says so", summary: "ours may be the wrong one",
            fix: "this machine", proves: ["F40"]
        ) {
            $0.version = dated("Sun, 22 Nov 2026 10:46:05 GMT")
            $0.wellKnown = .json(
                #"{"m.server":"matrix.example.org:443"}"#,
                headers: [HTTPHeader("Date", "Sun, 22 Nov 2026 10:46:09 GMT")])
        },
    ]

    private static func dated(_ date: String) -> CannedHTTP.Answer {
        .json(
            #"{"server":{"name":"Synapse","version":"1.140.0"}}"#,
            headers: [HTTPHeader("Date", date)])
    }
}

extension Scene {
    /// No delegation, and port 8448 is closed.
    fileprivate mutating func close() {
        wellKnown = .status(404)
        handshake = .failure(.refused, "connection refused")
    }

    /// The homeserver is that of `name`, which lives elsewhere.
    fileprivate mutating func serveOther(_ name: String) {
        let key = KeyDocuments.key("ed25519:o", of: 9)
        let document = KeyDocuments.good(of: name, key)
        keyDocument = .json(document)
        names[DNSQuestion(name, .a)] = .addresses("203.0.113.9")
        names[DNSQuestion(name, .aaaa)] = .noData
        firstRows = [
            CannedHTTP.Row("GET", name, "/.well-known/matrix/server", .status(404)),
            CannedHTTP.Row("GET", name, "/_matrix/key/v2/server", .json(document)),
        ]
    }
}
