import Certificates
import FederationCore
import Glibc
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

extension ScriptedTCPServer {
    /// A server that answers one request a connection with `text`.
    static func answering(
        _ text: String, certificate: IssuedCertificate? = nil
    ) throws -> ScriptedTCPServer {
        try ScriptedTCPServer(certificate: certificate) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(text)
            connection.endTLS()
        }
    }
}

extension CurlTransport {
    /// The error of an exchange; none where there is an answer.
    func failure(
        of request: HTTPRequest = HTTPRequest(method: "GET", target: "/", hostHeader: "a"),
        over route: HTTPRoute, limits: HTTPLimits = HTTPLimits()
    ) async -> HTTPExchangeError? {
        do throws(HTTPExchangeError) {
            _ = try await exchange(request, over: route, limits: limits)
            return nil
        } catch {
            return error
        }
    }
}

extension DNSClient {
    /// A client that asks a scripted server alone.
    static func asking(_ server: ScriptedNameServer) -> DNSClient {
        DNSClient(
            configuration: ResolverConfiguration(
                servers: [NameServer(server.address, port: server.port)]))
    }
}

extension ClosedPort {
    /// Whether this machine has the address ::1; absence and failure are the same here.
    static var isIPv6Usable: Bool { (try? ClosedPort(on: .v6Loopback)) != nil }
}

/// Lets a script, which may block, wait.
func pause(milliseconds: UInt32) {
    usleep(milliseconds * 1000)
}
