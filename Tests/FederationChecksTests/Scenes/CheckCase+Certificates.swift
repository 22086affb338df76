import Certificates
import FederationCore
import Findings
import FoundationEssentials
import TestSupport

extension CheckCase {
    /// A chain that is as long as it has to be, and does not verify: OpenSSL says `code`.
    private static func flawed(_ code: Int, _ claim: String, _ fix: String) -> CheckCase {
        let error = CertificateVerificationError(code: code, depth: 0)
        return CheckCase(
            "tls.chain", .fail, claim, summary: error.description, fix: fix
        ) {
            var result = Scene.handshake()
            result.verificationErrors = [error]
            $0.handshake = .result(result)
        }
    }

    /// Mistakes that a second handshake, or another destination, tells apart.
    static let tlsCertificates = [
        flawed(26, "a certificate for clients", "extended key usage serverAuth"),
        flawed(79, "signed by no authority", "basic constraints"),
        flawed(47, "an authority for other names", "name constraints"),
        flawed(68, "a signature with SHA-1", "a signature with SHA-256"),
        flawed(45, "something that nobody met yet", "issue the certificate anew"),
        CheckCase(
            "tls.handshake", .fail, "the name is refused, and none is taken",
            summary: "for matrix.example.org is refused: unrecognized name",
            fix: "a certificate and a rule of its own"
        ) {
            $0.refuseUsual(nameless: .result(Scene.handshake()))
        },
        CheckCase(
            "tls.handshake", .fail, "only an old version is accepted",
            summary: "accepts only what current software refuses: TLS 1.0",
            fix: "accept TLS 1.2 and 1.3", proves: ["F23"]
        ) {
            $0.refuseUsual(
                nameless: .failure(.handshake, "alert"),
                weak: .result(Scene.handshake(version: "TLS 1.0")))
        },
        CheckCase(
            "tls.chain", .fail, "one address of two has a chain that is right",
            summary: "(at 198.51.100.8:443 it is right", fix: "--ca FILE", proves: ["T10"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .a)] = .addresses(
                "198.51.100.7", "198.51.100.8")
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "198.51.100.7:443",
                    .result(
                        Scene.handshake(
                            [Scene.leaf(), Scene.intermediate, Scene.root], errors: [.unknownRoot]))
                )
            ]
        },
        CheckCase(
            "tls.chain", .warn, "a cross-signed root whose signer has ended",
            summary: "sends \"ISRG Root X1\" as signed by \"DST Root CA X3\", which has ended",
            fix: "--preferred-chain", proves: ["F25"]
        ) {
            var cross = Scene.root
            cross.issuer = #"O=Digital Signature Trust\, Co.\,CN=x,CN=DST Root CA X3"#
            cross.isSelfIssued = false
            cross.notAfter = Scene.now.addingTimeInterval(-86400)
            $0.present([Scene.leaf(), Scene.intermediate, cross], errors: [])
        },
        CheckCase(
            "tls.chain", .pass, "an authority that was added",
            summary: "\"Corp Root\", which was given with --ca, not by the system's roots"
        ) {
            var result = Scene.handshake()
            result.anchor = TrustAnchor(name: "Corp Root", isAdded: true)
            $0.handshake = .result(result)
        },
        CheckCase(
            "tls.transparency", .skip, "an authority that was added, and says where it is",
            summary: "\"Corp Root\", which was given with --ca and has no public log"
        ) {
            var result = Scene.handshake([Scene.leaf(signedTimestamps: 0), Scene.intermediate])
            result.anchor = TrustAnchor(name: "Corp Root", isAdded: true)
            $0.handshake = .result(result)
        },
        CheckCase(
            "tls.name", .fail, "one certificate for all names",
            summary: "whatever name is asked for", fix: "among its subject alternative names",
            proves: ["T08"]
        ) {
            $0.present([Scene.leaf(["www.example.org"]), Scene.intermediate], errors: [.wrongName])
        },
        CheckCase(
            "tls.name", .fail, "the certificate of another virtual host",
            summary: "without a name another one comes", fix: "among its subject alternative names"
        ) {
            $0.present([Scene.leaf(["www.example.org"]), Scene.intermediate], errors: [.wrongName])
            var other = Scene.leaf(["default.example.net"])
            other.sha256 = "other"
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "*", sendsServerNameIndication: false, .result(Scene.handshake([other])))
            ]
        },
        CheckCase(
            "tls.name", .fail, "the name in the common name alone",
            summary: "the common name alone has it", fix: "subject alternative names"
        ) {
            var leaf = Scene.leaf()
            leaf.dnsNames = []
            $0.present([leaf, Scene.intermediate], errors: [.wrongName])
        },
        CheckCase(
            "tls.name", .fail, "the address as a DNS name",
            summary: "and not as an address", fix: "names the address"
        ) {
            $0.name = "198.51.100.9"
            $0.present([Scene.leaf(["198.51.100.9"]), Scene.intermediate], errors: [.wrongName])
        },
        CheckCase(
            "tls.name", .fail, "the default certificate of an ingress controller",
            summary: "it is the default certificate of Traefik", fix: "Traefik: add a router",
            proves: ["F22"]
        ) {
            $0.present(
                [Scene.leaf(["TRAEFIK DEFAULT CERT"], issuer: "CN=TRAEFIK DEFAULT CERT")],
                errors: [.selfSignedLeaf, .wrongName])
        },
        CheckCase(
            "tls.expiry", .fail, "expired here alone, renewed on port 443",
            summary: "port 8448 still serves the certificate that expired 3 days ago",
            fix: "reload whatever listens on port 8448", proves: ["F21"]
        ) {
            $0.wellKnown = .json(#"{"m.server":"matrix.example.org:8448"}"#)
            $0.firstHandshakes = [
                CannedTLS.Row(at: "198.51.100.7:443", .result(Scene.handshake()))
            ]
            $0.present([Scene.leaf(daysLeft: -3), Scene.intermediate], errors: [.expired])
        },
        CheckCase(
            "tls.expiry", .fail, "expired here, renewed at the host of the well-known document",
            summary: "port 443 of example.org has a newer one",
            fix: "reload whatever listens on port 8448"
        ) {
            $0.wellKnown = .json(#"{"m.server":"matrix.example.org:8448"}"#)
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "198.51.100.7:443",
                    .result(Scene.handshake([Scene.leaf(daysLeft: -3)], errors: [.expired]))),
                CannedTLS.Row(at: "198.51.100.1:443", .result(Scene.handshake())),
            ]
            $0.present([Scene.leaf(daysLeft: -3), Scene.intermediate], errors: [.expired])
        },
        CheckCase(
            "tls.expiry", .fail,
            "expired here, and the well-known document's host has another name",
            summary: "expired 3 days ago", fix: "renew"
        ) {
            $0.wellKnown = .json(#"{"m.server":"matrix.example.org:8448"}"#)
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "198.51.100.1:443",
                    .result(Scene.handshake([Scene.leaf(["example.org"])], errors: [.wrongName])))
            ]
            $0.present([Scene.leaf(daysLeft: -3), Scene.intermediate], errors: [.expired])
        },
        CheckCase(
            "tls.expiry", .fail, "expired on port 443 too", summary: "expired 3 days ago",
            fix: "renew"
        ) {
            $0.wellKnown = .json(#"{"m.server":"matrix.example.org:8448"}"#)
            $0.present([Scene.leaf(daysLeft: -3), Scene.intermediate], errors: [.expired])
        },
        CheckCase(
            "tls.transparency", .warn, "a public certificate without timestamps",
            summary: "no timestamp", fix: "an authority that logs", proves: ["T09"]
        ) {
            $0.present([Scene.leaf(signedTimestamps: 0), Scene.intermediate], errors: [])
        },
        CheckCase(
            "tls.transparency", .pass, "timestamps beside the certificate",
            summary: "3 timestamps of public logs: 2 in the handshake, 1 in the stapled OCSP answer"
        ) {
            var result = Scene.handshake([Scene.leaf(signedTimestamps: 0), Scene.intermediate])
            result.handshakeTimestamps = 2
            result.stapledTimestamps = 1
            $0.handshake = .result(result)
        },
        CheckCase(
            "tls.transparency", .skip, "an authority of one's own", summary: "no public authority"
        ) {
            $0.present(
                [Scene.leaf(issuerURLs: [], signedTimestamps: 0), Scene.intermediate], errors: [])
        },
    ]

    /// Certificates that products make for themselves: subject or issuer, what they are, and the fix.
    static let tlsPlaceholders =
        [
            (
                "CN=Kubernetes Ingress Controller Fake Certificate,O=Acme Co", "Kubernetes",
                "nginx: add"
            ),
            ("CN=TRAEFIK DEFAULT CERT", "Traefik", "Traefik: add a router"),
            (
                "CN=Caddy Local Authority - ECC Intermediate", "Caddy's own authority",
                "Caddy: remove"
            ),
            ("CN=HAProxy Ingress Controller Fake Certificate", "HAProxy's ingress", "of its own"),
            ("CN=cert-manager.local", "cert-manager", "of its own"),
            (
                "CN=localhost,OU=Dummy Certificate,O=Nginx Proxy Manager", "Nginx Proxy Manager",
                "of its"
            ),
            ("emailAddress=info@plesk.com,CN=Plesk,O=Plesk", "Plesk", "of its own"),
            ("emailAddress=ssl@host.example.net,CN=host.example.net", "cPanel", "of its own"),
            ("CN=synology,O=Synology Inc.", "Synology DSM", "of its own"),
            ("CN=QNAP NAS,O=QNAP Systems\\, Inc.", "QNAP NAS", "of its own"),
            ("CN=Proxmox Virtual Environment,O=PVE Cluster Manager CA", "Proxmox", "of its own"),
            ("CN=localhost.localdomain,O=SomeOrganization", "system's packages", "of its own"),
            ("CN=fritz.box", "the router's own", "forward the port"),
            (
                "OU=CloudFlare Origin SSL Certificate Authority", "only Cloudflare trusts",
                "Cloudflare: set"
            ),
            (
                "CN=(STAGING) Artificial Apricot R3,O=(STAGING) Let's Encrypt", "staging",
                "real authority"
            ),
            ("CN=mkcert root@host,O=mkcert development CA", "mkcert", "of its own"),
        ].map { issuer, summary, fix in
            CheckCase(
                "tls.chain", .fail, issuer, summary: summary, fix: fix, proves: ["F22"]
            ) {
                $0.present([Scene.leaf(issuer: issuer)], errors: [.missingIssuer])
            }
        } + [
            CheckCase(
                "tls.chain", .fail, "Debian's snakeoil", summary: "the machine \"web1\" (snakeoil)",
                fix: "of its own"
            ) {
                $0.present([Scene.leaf(["web1"], issuer: "CN=web1")], errors: [.selfSignedLeaf])
            }
        ]
}

extension Scene {
    /// The usual handshake is refused; what one without SNI gives, and one with everything that there is.
    fileprivate mutating func refuseUsual(
        nameless: CannedTLS.Answer, weak: CannedTLS.Answer = .failure(.handshake, "alert")
    ) {
        firstHandshakes = [
            CannedTLS.Row(at: "*", sendsServerNameIndication: false, nameless),
            CannedTLS.Row(at: "*", offersWeakAlgorithms: true, weak),
        ]
        handshake = .failure(.handshake, "unrecognized name")
    }
}
