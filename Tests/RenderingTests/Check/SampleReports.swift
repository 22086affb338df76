import FederationChecks
import FederationCore
import Findings
import FoundationEssentials

/// Reports as a run would make them, with documentation addresses.
enum SampleReports {
    static let startedAt = Date(timeIntervalSince1970: 1_795_355_165)

    static func destination(_ address: String) -> Destination {
        guard let address = IPAddress(parsing: address) else {
            preconditionFailure("'\(address)' is no address")
        }
        return Destination(
            address: address, port: 443, tlsName: .name("matrix.example.org"),
            hostHeader: "matrix.example.org:443", specStep: "3.2")
    }

    static func report(
        _ findings: [Finding], of name: String = "example.org", at addresses: [String] = [],
        milliseconds: Int = 1402, anyAnswer: Bool = true
    ) -> CheckReport {
        let destinations = addresses.map { address in
            let place = destination(address)
            let own = findings.filter { $0.destination == place.description }
            return DestinationVerdict(
                destination: place, verdict: Verdict.worst(of: own.map(\.verdict)))
        }
        return CheckReport(
            serverName: name, startedAt: startedAt, durationMilliseconds: milliseconds,
            findings: findings, destinations: destinations, anyAnswer: anyAnswer, discovery: nil)
    }

    /// One of everything: pass, warning, failure, skip, two destinations.
    static let mixed = report(
        [
            Finding("name.grammar", .pass, "a host name without a port"),
            Finding(
                "well-known.delegation", .pass,
                "delegates to matrix.example.org:443 (kept for 24 h)"),
            Finding("srv.lookup", .skip, "the delegated name has a port (step 3.2)"),
            Finding(
                "tls.handshake", .pass, "TLS 1.3, TLS_AES_256_GCM_SHA384",
                destination: "198.51.100.7:443"),
            Finding(
                "tls.chain", .fail, "the server does not send the intermediate \"R11\"",
                destination: "198.51.100.7:443", expected: "leaf, R11", got: "leaf",
                fix: "nginx: ssl_certificate must name fullchain.pem, not cert.pem; then reload",
                reproduce:
                    "openssl s_client -connect 198.51.100.7:443 -servername matrix.example.org "
                    + "-showcerts",
                spec: .serverServer("tls"),
                evidence: [
                    Evidence("sent", .integer(1)),
                    Evidence("errors", .list(["unable to get local issuer certificate"])),
                ], durationMilliseconds: 61),
            Finding(
                "tls.expiry", .warn, "expires in 9 days, on 2026-12-01",
                destination: "198.51.100.7:443"),
            Finding(
                "tcp.connect", .fail, "refused", destination: "[2001:db8::7]:443",
                fix: "make the web server listen on [::]:443, or remove the AAAA record"),
            Finding(
                "tls.handshake", .skip, "no connection", destination: "[2001:db8::7]:443"),
        ], at: ["198.51.100.7", "2001:db8::7"])

    static let good = report(
        [Finding("name.grammar", .pass, "a host name without a port")], of: "matrix.example",
        milliseconds: 84)

    static let gone = report(
        [
            Finding("name.grammar", .pass, "a host name without a port"),
            Finding("dns.addresses", .fail, "no such name"),
        ], of: "gone.example", anyAnswer: false)

    /// What a hostile server would like to have on a terminal.
    static let hostile = report(
        [
            Finding(
                "version.answer", .warn, "Syn\u{1B}[2Japse\nexample.org passes",
                got: "\u{202E}evil\u{9B}1m", fix: "a", evidence: [Evidence("x", .text("\u{7}"))])
        ])
}
