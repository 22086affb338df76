import Certificates
import FederationChecks
import FederationCore
import Findings
import TestSupport

extension CheckCase {
    static let clientCertificates = [
        CheckCase(
            "tls.handshake", .fail, "no answer over TLS 1.3 without a client certificate",
            summary: "wants a client certificate, which peers do not have: the connection broke",
            fix: "demand no client certificate"
        ) {
            $0.demandClientCertificate(
                .failure(.truncated, "the connection broke off: tlsv13 alert certificate required"))
        },
        CheckCase(
            "tls.handshake", .fail, "nginx refuses over HTTP who has no client certificate",
            summary: "wants a client certificate", fix: "nginx: ssl_verify_client off"
        ) {
            $0.demandClientCertificate(
                .status(
                    400,
                    headers: [
                        HTTPHeader("Server", "nginx"), HTTPHeader("Content-Type", "text/html"),
                    ], body: "<center>No required SSL certificate was sent</center>"))
        },
        CheckCase(
            "tls.handshake", .fail, "a handshake that ends without a client certificate",
            summary: "wants a client certificate", fix: "demand no client certificate"
        ) {
            var error = TLSProbeError(.handshake, "the peer refused the handshake (alert 40)")
            error.asksForClientCertificate = true
            $0.handshake = .failure(error)
            $0.olderHandshake = .failure(error)
        },
        CheckCase(
            "tls.version", .skip, "a client certificate is asked for in TLS 1.2",
            summary: "asks for a client certificate"
        ) {
            var result = Scene.handshake()
            result.asksForClientCertificate = true
            $0.handshake = .result(result)
            var error = TLSProbeError(.handshake, "the peer refused the handshake (alert 40)")
            error.asksForClientCertificate = true
            $0.olderHandshake = .failure(error)
        },
    ]

    static let tls = tlsConnection + clientCertificates + tlsCertificates + tlsPlaceholders

    private static let tlsConnection = [
        CheckCase(
            "tcp.connect", .fail, "nothing listens", summary: "refused", fix: "198.51.100.7:443",
            proves: ["D25", "F01"]
        ) {
            $0.handshake = .failure(.refused, "connection refused")
        },
        CheckCase(
            "tcp.connect", .fail, "a firewall drops it", summary: "firewall", fix: "firewall",
            proves: ["F01"]
        ) {
            $0.handshake = .failure(.connectTimeout, "no connection within 10 s")
        },
        CheckCase(
            "tcp.connect", .fail, "the proxy is dead", summary: "no connection to the proxy",
            fix: "--proxy"
        ) {
            $0.handshake = .failure(.proxy, "no connection to the proxy 192.0.2.1:1: refused")
        },
        CheckCase(
            "reach.answer", .skip, "the proxy is dead", summary: "nothing is known of the server"
        ) {
            $0.handshake = .failure(.proxy, "no connection to the proxy 192.0.2.1:1: refused")
        },
        CheckCase(
            "tcp.connect", .fail, "nothing listens where a broken document leads nobody",
            summary: "refused",
            fix: "first mend the well-known document (see well-known.delegation)"
        ) {
            $0.names[DNSQuestion("example.org", .a)] = .addresses("198.51.100.1")
            $0.wellKnown = .json(#"{"m.server":"https://matrix.example.org"}"#)
            $0.handshake = .failure(.refused, "connection refused")
        },
        CheckCase(
            "reach.answer", .fail, "a server that takes connections and says nothing",
            summary: "198.51.100.7:443 takes connections, and gives no answer", fix: "hangs"
        ) {
            $0.handshake = .failure(.handshakeTimeout, "no TLS handshake within 10 s")
        },
        CheckCase(
            "tcp.connect", .fail, "no route", summary: "no route to host", fix: "198.51.100.7:443"
        ) {
            $0.handshake = .failure(.connect, "no route to host")
        },
        CheckCase(
            "tcp.connect", .fail, "8448 is closed and nothing is delegated", summary: "refused",
            fix: "https://example.org/.well-known/matrix/server", proves: ["F01"]
        ) {
            $0.wellKnown = .status(404)
            $0.handshake = .failure(.refused, "connection refused")
        },
        CheckCase(
            "tcp.connect", .fail, "IPv6 is not listened on", summary: "refused",
            fix: "[::]:443, or remove the AAAA record", proves: ["D25", "F06"]
        ) {
            $0.options.expectations?.common.ipv6 = true
            $0.names[DNSQuestion("matrix.example.org", .a)] = .noData
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
            $0.handshake = .failure(.refused, "connection refused")
        },
        CheckCase(
            "tcp.connect", .fail, "IPv6 is not expected", summary: "refused",
            fix: "remove the AAAA record: no IPv6 is expected", proves: ["F06"]
        ) {
            $0.names[DNSQuestion("matrix.example.org", .aaaa)] = .addresses("2001:db8::7")
            $0.options.expectations?.common.ipv6 = false
            $0.firstHandshakes = [
                CannedTLS.Row(at: "[2001:db8::7]:443", .failure(.refused, "connection refused"))
            ]
            $0.handshake = .failure(.refused, "connection refused")
            $0.names[DNSQuestion("matrix.example.org", .a)] = .noData
        },
        CheckCase(
            "tcp.connect", .fail, "Cloudflare does not forward the port",
            summary: "no answer", fix: "Cloudflare: it forwards 443 and 8443", proves: ["F09"]
        ) {
            $0.wellKnown = .status(404)
            $0.handshake = .failure(.connectTimeout, "no connection within 10 s")
            $0.version = .status(
                404, headers: [HTTPHeader("CF-Ray", "8"), HTTPHeader("Server", "cloudflare")])
        },
        CheckCase(
            "tls.handshake", .fail, "plain HTTP", summary: "speaks plain HTTP", fix: "put TLS",
            proves: ["T01", "F26"]
        ) {
            $0.handshake = .failure(.plainHTTP, "the peer speaks HTTP")
        },
        CheckCase(
            "tls.handshake", .fail, "a peer that is silent", summary: "then silent", fix: "443"
        ) {
            $0.handshake = .failure(.handshakeTimeout, "no handshake within 10 s")
        },
        CheckCase(
            "tls.handshake", .fail, "a peer that closes at once", summary: "then closed",
            fix: "port 443"
        ) {
            $0.handshake = .failure(.closed, "the peer closed the connection")
        },
        CheckCase(
            "tls.handshake", .fail, "no TLS", summary: "what answers is no TLS", fix: "port 443"
        ) {
            $0.handshake = .failure(.notTLS, "what answers is no TLS: it begins with 'SSH'")
        },
        CheckCase(
            "tls.handshake", .fail, "an alert", summary: "unrecognized name", fix: "certificate"
        ) {
            $0.handshake = .failure(.handshake, "alert: unrecognized name")
        },
        CheckCase(
            "tls.handshake", .fail, "one host of many is left at TLS 1.1",
            summary: "accepts only what current software refuses: TLS 1.1", fix: "TLS 1.2"
        ) {
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "*", offersWeakAlgorithms: true,
                    .result(Scene.handshake(version: "TLS 1.1"))),
                CannedTLS.Row(
                    at: "*", sendsServerNameIndication: false, .result(Scene.handshake())),
            ]
            $0.handshake = .failure(
                TLSProbeError(.handshake, "protocol version (alert 70)", alert: 70))
        },
        CheckCase(
            "tls.version", .warn, "TLS 1.3 alone", summary: "accepts only TLS 1.3",
            fix: "accept TLS 1.2", proves: ["F23"]
        ) {
            $0.olderHandshake = .failure(.handshake, "alert: protocol version")
        },
        CheckCase(
            "tls.version", .warn, "ciphers for RSA, and an ECDSA certificate",
            summary: "TLS 1.2 has no cipher for the certificate, whose key is of the kind ECDSA",
            fix: "ECDHE-ECDSA", proves: ["F23"]
        ) {
            var leaf = Scene.leaf()
            leaf.publicKey = "EC P-256"
            $0.handshake = .result(Scene.handshake([leaf, Scene.intermediate]))
            $0.olderHandshake = .failure(
                TLSProbeError(.handshake, "handshake failure (alert 40)", alert: 40))
        },
        CheckCase(
            "tls.version", .warn, "weak ciphers of TLS 1.2 alone",
            summary: "TLS 1.2 only with what current software refuses: AES128-SHA",
            fix: "default ciphers", proves: ["F23"]
        ) {
            var weak = Scene.handshake(version: "TLS 1.2")
            weak.cipherSuite = "AES128-SHA"
            $0.olderHandshake = .failure(
                TLSProbeError(.handshake, "handshake failure (alert 40)", alert: 40))
            $0.firstHandshakes = [
                CannedTLS.Row(
                    at: "*", onlyVersion: .tls12, offersWeakAlgorithms: true, .result(weak))
            ]
        },
        CheckCase(
            "tls.version", .warn, "TLS 1.2 is closed without a word",
            summary: "accepts only TLS 1.3", fix: "accept TLS 1.2"
        ) {
            $0.olderHandshake = .failure(.closed, "the peer closed the connection")
        },
        CheckCase(
            "tls.version", .skip, "TLS 1.2 could not be tried", summary: "connection refused"
        ) {
            $0.olderHandshake = .failure(.refused, "connection refused")
        },
        CheckCase(
            "tls.chain", .fail, "the intermediate is not sent",
            summary: "the server does not send the intermediate \"R11\"", fix: "fullchain.pem",
            proves: ["T07", "F20"]
        ) {
            $0.present([Scene.leaf()], errors: [.missingIssuer])
        },
        CheckCase(
            "tls.chain", .fail, "the intermediate of another authority is sent",
            summary: "the server does not send the intermediate \"E5\"", fix: "fullchain.pem"
        ) {
            $0.present(
                [Scene.leaf(issuer: "CN=E5"), Scene.intermediate], errors: [.missingIssuer])
        },
        CheckCase(
            "tls.chain", .fail, "a leaf alone that does not say where its issuer is",
            summary: "the issuer \"Corp, Root\" is neither sent nor trusted: most likely an interm",
            fix: "fullchain.pem, not cert.pem); then reload; if \"Corp, Root\" is the root",
            proves: ["F20"]
        ) {
            $0.present(
                [Scene.leaf(issuer: #"O=Corp,CN=Corp\, Root"#, issuerURLs: [])],
                errors: [.missingIssuer])
        },
        CheckCase(
            "tls.chain", .fail, "an authority of one's own, above an intermediate that is sent",
            summary: "the authority \"Corp, Root\" is not trusted", fix: "--ca FILE",
            proves: ["T02", "F24"]
        ) {
            var intermediate = Scene.intermediate
            intermediate.issuer = #"O=Corp,CN=Corp\, Root"#
            $0.present([Scene.leaf(issuerURLs: []), intermediate], errors: [.missingIssuer])
        },
        CheckCase(
            "tls.chain", .fail, "an authority that --ca does not name either",
            summary: "is not trusted, and not among those of --ca (corp.pem) either",
            fix: "--ca FILE"
        ) {
            $0.options.authorityFiles = ["corp.pem"]
            var intermediate = Scene.intermediate
            intermediate.issuer = "O=Corp,CN=Other Root"
            $0.present([Scene.leaf(issuerURLs: []), intermediate], errors: [.missingIssuer])
        },
        CheckCase(
            "tls.chain", .pass, "an authority of the system, and --ca",
            summary: "by the system's roots; --ca is not needed"
        ) {
            $0.options.authorityFiles = ["corp.pem"]
            var result = Scene.handshake()
            result.anchor = TrustAnchor(name: "ISRG Root X1", isAdded: false)
            $0.handshake = .result(result)
        },
        CheckCase(
            "tls.chain", .fail, "an unknown root", summary: "\"ISRG Root X1\" is not trusted",
            fix: "--ca FILE", proves: ["D14"]
        ) {
            $0.present([Scene.leaf(), Scene.intermediate, Scene.root], errors: [.unknownRoot])
        },
        CheckCase(
            "tls.chain", .fail, "signed by itself", summary: "is signed by itself",
            fix: "public authority"
        ) {
            $0.present(
                [Scene.leaf(issuer: "CN=matrix.example.org")], errors: [.selfSignedLeaf])
        },
        CheckCase(
            "tls.chain", .fail, "the certificate of an ingress controller",
            summary: "the default certificate of the Kubernetes ingress controller",
            fix: "tls section of its ingress"
        ) {
            $0.present(
                [Scene.leaf(["ingress.local"], issuer: "CN=ingress.local")],
                errors: [.selfSignedLeaf, .wrongName])
        },
        CheckCase(
            "tls.chain", .fail, "another error", summary: "other", fix: "chain"
        ) {
            $0.present([Scene.leaf(), Scene.intermediate], errors: [.other])
        },
        CheckCase(
            "tls.chain", .warn, "an unknown root, with --insecure", summary: "peers would refuse"
        ) {
            $0.present([Scene.leaf(), Scene.intermediate], errors: [.unknownRoot])
            $0.verifiesCertificates = false
        },
        CheckCase(
            "tls.name", .fail, "the certificate of another host",
            summary: "not for matrix.example.org", fix: "nginx: give this host a server block",
            proves: ["T03"]
        ) {
            $0.present([Scene.leaf(["www.example.org"]), Scene.intermediate], errors: [.wrongName])
            $0.version = .status(
                404, headers: [HTTPHeader("Server", "nginx")], body: "<html>404</html>")
        },
        CheckCase(
            "tls.name", .fail, "the certificate of the SRV target",
            summary: "not for example.org", fix: "replace the record by a well-known file",
            proves: ["T06", "F07"]
        ) {
            $0.useServices(new: .services("10 5 8448 hs.example.org"))
            $0.present([Scene.leaf(["*.example.org"]), Scene.intermediate], errors: [.wrongName])
        },
        CheckCase(
            "tls.name", .fail, "a certificate without the address", summary: "198.51.100.9",
            fix: "names the address", proves: ["T04"]
        ) {
            $0.name = "198.51.100.9"
            $0.present([Scene.leaf(), Scene.intermediate], errors: [.wrongName])
        },
        CheckCase(
            "tls.name", .warn, "another name, with --insecure", summary: "peers would refuse"
        ) {
            $0.present([Scene.leaf(["www.example.org"]), Scene.intermediate], errors: [.wrongName])
            $0.verifiesCertificates = false
        },
        CheckCase(
            "tls.expiry", .fail, "expired", summary: "expired 3 days ago, on 2026-11-19",
            fix: "renew", proves: ["T05"]
        ) {
            $0.present([Scene.leaf(daysLeft: -3), Scene.intermediate], errors: [.expired])
        },
        CheckCase(
            "tls.expiry", .fail, "not valid yet", summary: "not valid before 2026-11-23",
            fix: "clock"
        ) {
            $0.present(
                [Scene.leaf(daysLeft: 91, lifetime: 90), Scene.intermediate],
                errors: [.notYetValid])
        },
        CheckCase(
            "tls.expiry", .warn, "13 days left", summary: "expires in 13 days", fix: "renew"
        ) {
            $0.present([Scene.leaf(daysLeft: 13.5), Scene.intermediate], errors: [])
        },
        CheckCase(
            "tls.expiry", .warn, "a short-lived certificate with a quarter left",
            summary: "expires in 1 day", fix: "renew"
        ) {
            $0.present([Scene.leaf(daysLeft: 1.5, lifetime: 6), Scene.intermediate], errors: [])
        },
        CheckCase(
            "tls.expiry", .pass, "a short-lived certificate with half left", summary: "3 days"
        ) {
            $0.present([Scene.leaf(daysLeft: 3, lifetime: 6), Scene.intermediate], errors: [])
        },
        CheckCase(
            "tls.expiry", .fail, "an intermediate that has expired",
            summary: "the certificate \"R11\" above the server's own has expired",
            fix: "send the chain that comes with it"
        ) {
            $0.handshake = .result(above(.expired))
        },
        CheckCase(
            "tls.expiry", .fail, "an intermediate from the future",
            summary: "the certificate \"R11\" above the server's own is not valid yet",
            fix: "send the chain that comes with it"
        ) {
            $0.handshake = .result(above(.notYetValid))
        },
    ]

    /// A handshake whose first intermediate is wrong in its dates.
    private static func above(_ kind: CertificateVerificationError.Kind) -> TLSProbeResult {
        var result = Scene.handshake()
        result.verificationErrors = [
            CertificateVerificationError(code: 10, kind: kind, depth: 1, description: "\(kind)")
        ]
        return result
    }
}

extension Scene {
    /// Asks for a client certificate, and answers every request so.
    mutating func demandClientCertificate(_ answer: CannedHTTP.Answer) {
        var result = Scene.handshake()
        result.asksForClientCertificate = true
        handshake = .result(result)
        firstRows = [
            CannedHTTP.Row("*", "*", "/_matrix/*", answer),
            CannedHTTP.Row("*", "*", "/fedctl_unknown_path", answer),
        ]
    }
}
