import FederationCore
import Findings
import NIOSSL

extension Fault {
    private static let resolving = SpecLink.serverServer("resolving-server-names")
    private static let encryption = SpecLink.serverServer("tls")

    /// What is wrong with a connection before any request.
    static let tls: [Fault] = [
        Fault(
            "tls-expired", "the certificate has expired", .tls,
            value: .integer("days since", in: 1...10_000, usual: 30), spec: resolving,
            effect: .tls(.certificate(.expired))),
        Fault(
            "tls-not-yet-valid", "the certificate is not valid yet", .tls,
            value: .integer("days until then", in: 1...10_000, usual: 30), spec: resolving,
            effect: .tls(.certificate(.notYetValid))),
        Fault(
            "tls-wrong-name", "the certificate is for another name", .tls,
            value: .text("the name", usual: "elsewhere.invalid"), spec: resolving,
            effect: .tls(.certificate(.wrongName))),
        Fault(
            "tls-self-signed", "the certificate is signed by itself", .tls, spec: resolving,
            effect: .tls(.certificate(.selfSigned))),
        Fault(
            "tls-missing-intermediate", "the certificate comes without that of its issuer", .tls,
            spec: resolving, effect: .tls(.certificate(.missingIntermediate))),
        Fault(
            "tls-only-1-0", "TLS 1.0 is spoken and nothing newer", .tls, spec: encryption,
            effect: .tls(.onlyVersion(.tlsv1))),
        Fault(
            "tls-only-1-1", "TLS 1.1 is spoken and nothing else", .tls, spec: encryption,
            effect: .tls(.onlyVersion(.tlsv11))),
        Fault(
            "tls-only-1-2", "TLS 1.2 is spoken and nothing else", .tls, spec: encryption,
            effect: .tls(.onlyVersion(.tlsv12))),
        Fault(
            "tls-only-1-3", "TLS 1.3 is spoken and nothing older", .tls, spec: encryption,
            effect: .tls(.onlyVersion(.tlsv13))),
        Fault(
            "tls-plain-text", "plain HTTP is spoken at the port of TLS", .tls, spec: encryption,
            effect: .tls(.plainText)),
        Fault("tls-stall", "the handshake is never answered", .tls, effect: .tls(.stall)),
        Fault("tls-reset", "the connection is reset in the handshake", .tls, effect: .tls(.reset)),
    ]
}
