import Certificates
import FederationCore
import TestSupport
import Transport

extension HTTPRoute {
    /// A route without TLS to a scripted server.
    static func plain(to server: ScriptedTCPServer) -> HTTPRoute {
        HTTPRoute(
            address: server.address, port: server.port, tlsName: .name("example.org"),
            usesTLS: false)
    }
}

extension CurlTransport {
    /// A transport that trusts nobody but the authorities in `trusting`.
    static func forTests(
        trusting: [CertificateAuthority] = [], _ configuration: Configuration = Configuration()
    ) throws -> CurlTransport {
        let trust = try TrustStore(
            systemRoots: false, additional: trusting.map(\.certificatePEM))
        return CurlTransport(trust: trust, configuration: configuration)
    }
}
