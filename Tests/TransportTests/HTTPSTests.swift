import Certificates
import FederationCore
import FoundationEssentials
import TestSupport
import Testing
import Transport

@Suite("HTTPS")
struct HTTPSTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    private let authority: CertificateAuthority

    init() throws {
        authority = try CertificateAuthority(
            commonName: "Test root", notBefore: .now - 86400, notAfter: .now + 86400)
    }

    /// A server with a certificate for `names`, a route to it for `name`, and a transport that trusts the authority.
    private func error(
        names: [String], for name: TLSName, notAfter: Date = .now + 3600, trusted: Bool = true,
        verifies: Bool = true
    ) async throws -> HTTPExchangeError? {
        let certificate = try authority.issue(
            CertificateRequest(names: names, notBefore: .now - 7200, notAfter: notAfter))
        let server = try ScriptedTCPServer.answering(Self.ok, certificate: certificate)
        let transport = try CurlTransport.forTests(trusting: trusted ? [authority] : [])
        let route = HTTPRoute(
            address: server.address, port: server.port, tlsName: name,
            verifiesCertificate: verifies)
        return await transport.failure(over: route)
    }

    @Test("A certificate of a trusted authority for the name is taken")
    func good() async throws {
        let certificate = try authority.issue(
            CertificateRequest(
                names: ["example.org"], notBefore: .now - 60, notAfter: .now + 60))
        let server = try ScriptedTCPServer.answering(Self.ok, certificate: certificate)
        let response = try await CurlTransport.forTests(trusting: [authority]).exchange(
            HTTPRequest(method: "GET", target: "/a//b", hostHeader: "other.example"),
            over: HTTPRoute(
                address: server.address, port: server.port, tlsName: .name("example.org")),
            limits: HTTPLimits())
        #expect(response.body == Array("{}".utf8))
        #expect(
            server.requests == [Array("GET /a//b HTTP/1.1\r\nHost: other.example\r\n\r\n".utf8)])
        let connect = try #require(response.timings.connect)
        let tls = try #require(response.timings.tls)
        #expect(connect < tls)
    }

    @Test("A server that stalls on a kept connection is told from one without a handshake")
    func stallOnKeptConnection() async throws {
        let certificate = try authority.issue(
            CertificateRequest(names: ["example.org"], notBefore: .now - 60, notAfter: .now + 60))
        let server = try ScriptedTCPServer(certificate: certificate) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(Self.ok)
            while connection.readRequest() != nil {}
        }
        let transport = try CurlTransport.forTests(
            trusting: [authority], CurlTransport.Configuration(reusesConnections: true))
        let route = HTTPRoute(
            address: server.address, port: server.port, tlsName: .name("example.org"))
        #expect(await transport.failure(over: route) == nil)
        let error = await transport.failure(
            over: route, limits: HTTPLimits(timeout: .milliseconds(300)))
        #expect(server.connections == 1)
        #expect(error?.phase == .timeout)
        #expect(error?.reason == "no HTTP answer within 300 ms")
    }

    @Test("An address in the certificate serves a route by address")
    func address() async throws {
        let address = IPAddress(127, 0, 0, 1)
        #expect(try await error(names: ["127.0.0.1"], for: .address(address)) == nil)
        let wrong = try await error(names: ["127.0.0.2"], for: .address(address))
        #expect(wrong?.phase == .certificate)
        #expect(wrong?.reason == "the certificate is not valid for 127.0.0.1")
    }

    @Test("A certificate for another name is refused, and the name is in the words")
    func wrongName() async throws {
        let error = try await error(names: ["example.com"], for: .name("example.org"))
        #expect(error?.phase == .certificate)
        #expect(error?.reason == "the certificate is not valid for example.org")
    }

    @Test("An expired certificate is refused")
    func expired() async throws {
        let error = try await error(
            names: ["example.org"], for: .name("example.org"), notAfter: .now - 60)
        #expect(error?.phase == .certificate)
        #expect(error?.reason == "certificate has expired")
    }

    @Test("An unknown authority is refused")
    func untrusted() async throws {
        let error = try await error(
            names: ["example.org"], for: .name("example.org"), trusted: false)
        #expect(error?.phase == .certificate)
        #expect(error?.reason == "unable to get local issuer certificate")
    }

    @Test("A self-signed certificate is refused")
    func selfSigned() async throws {
        let certificate = try CertificateAuthority.selfSigned(
            CertificateRequest(
                names: ["example.org"], notBefore: .now - 60, notAfter: .now + 60))
        let server = try ScriptedTCPServer.answering(Self.ok, certificate: certificate)
        let error = try await CurlTransport.forTests(trusting: [authority]).failure(
            over: HTTPRoute(
                address: server.address, port: server.port, tlsName: .name("example.org")))
        #expect(error?.phase == .certificate)
        #expect(error?.reason == "self-signed certificate")
    }

    @Test("Without verification any certificate is taken")
    func unverified() async throws {
        let error = try await error(
            names: ["example.com"], for: .name("example.org"), notAfter: .now - 60,
            trusted: false, verifies: false)
        #expect(error == nil)
    }

    @Test("Plain HTTP on the port is recognised")
    func plain() async throws {
        let server = try ScriptedTCPServer { connection in
            _ = connection.read()
            connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        }
        var route = HTTPRoute.plain(to: server)
        route.usesTLS = true
        let error = try await CurlTransport.forTests().failure(over: route)
        #expect(error?.phase == .tls)
        #expect(error?.reason.contains("is no TLS") == true)
    }

    @Test("A handshake that is broken off is no certificate error")
    func brokenHandshake() async throws {
        let closing = try ScriptedTCPServer { connection in _ = connection.read() }
        let alerting = try ScriptedTCPServer { connection in
            _ = connection.read()
            connection.write([21, 3, 3, 0, 2, 2, 40])
        }
        for server in [closing, alerting] {
            var route = HTTPRoute.plain(to: server)
            route.usesTLS = true
            let error = try await CurlTransport.forTests().failure(over: route)
            #expect(error?.phase == .tls, "\(String(describing: error))")
        }
    }

    @Test("Where a length was announced, an end without goodbye in TLS is a truncation")
    func withoutGoodbye() async throws {
        let certificate = try authority.issue(
            CertificateRequest(
                names: ["example.org"], notBefore: .now - 60, notAfter: .now + 60))
        let server = try ScriptedTCPServer(certificate: certificate) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"half")
        }
        let error = try await CurlTransport.forTests(trusting: [authority]).failure(
            over: HTTPRoute(
                address: server.address, port: server.port, tlsName: .name("example.org")))
        #expect(error?.phase == .truncated)
    }

    @Test(
        "A record that breaks off or is none ends the exchange, and what came before is no answer")
    func brokenRecord() async throws {
        let certificate = try authority.issue(
            CertificateRequest(
                names: ["example.org"], notBefore: .now - 60, notAfter: .now + 60))
        for record in [[23, 3, 3, 0x40, 0, 1, 2, 3], [23, 3, 3, 0, 5, 1, 2, 3, 4, 5]] as [[UInt8]] {
            let server = try ScriptedTCPServer(certificate: certificate) { connection in
                guard connection.readRequest() != nil else { return }
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
                connection.writeUnprotected(record)
            }
            let error = try await CurlTransport.forTests(trusting: [authority]).failure(
                over: HTTPRoute(
                    address: server.address, port: server.port, tlsName: .name("example.org")))
            #expect(error?.phase == .truncated, "\(String(describing: error))")
        }
    }

    @Test("HTTP/2 is offered where the route says so", arguments: [false, true])
    func versions(offersHTTP2: Bool) async throws {
        let certificate = try authority.issue(
            CertificateRequest(
                names: ["example.org"], notBefore: .now - 60, notAfter: .now + 60))
        // The server takes HTTP/2 where it is offered, and then does not speak it.
        var options = ScriptedTLSOptions()
        options.applicationProtocols = ["h2", "http/1.1"]
        let server = try ScriptedTCPServer(certificate: certificate, tls: options) { connection in
            let request = connection.readRequest() ?? []
            guard !request.starts(with: Array("PRI * HTTP/2.0".utf8)) else { return }
            connection.write(Self.ok)
        }
        var route = HTTPRoute(
            address: server.address, port: server.port, tlsName: .name("example.org"))
        if offersHTTP2 { route.versions = .http2 }
        let error = try await CurlTransport.forTests(trusting: [authority]).failure(over: route)
        #expect((error == nil) == !offersHTTP2)
        let first = try #require(server.requests.first)
        let head = offersHTTP2 ? "PRI * HTTP/2.0\r\n" : "GET / HTTP/1.1\r\n"
        #expect(first.starts(with: Array(head.utf8)))
    }

    @Test("A server without HTTP/2 is spoken to in HTTP/1.1")
    func olderServer() async throws {
        let certificate = try authority.issue(
            CertificateRequest(
                names: ["example.org"], notBefore: .now - 60, notAfter: .now + 60))
        let server = try ScriptedTCPServer.answering(Self.ok, certificate: certificate)
        let response = try await CurlTransport.forTests(trusting: [authority]).exchange(
            HTTPRequest(method: "GET", target: "/", hostHeader: "a"),
            over: HTTPRoute(
                address: server.address, port: server.port, tlsName: .name("example.org"),
                versions: .http2),
            limits: HTTPLimits())
        #expect(response.version == "HTTP/1.1")
        #expect(server.requests == [Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)])
    }
}
