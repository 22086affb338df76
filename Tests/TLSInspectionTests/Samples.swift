import Certificates
import FederationCore
import FoundationEssentials
import TLSInspection
import TestSupport
import Testing

/// An authority with certificates of all kinds, valid around the time of the test run: a handshake looks at the clock.
struct Samples {
    let root: CertificateAuthority
    let trust: TrustStore
    let inspector: TLSInspector
    let now = Date()

    init() throws {
        root = try CertificateAuthority(
            commonName: "Test Root", notBefore: now - 3600, notAfter: now + 86_400)
        trust = try TrustStore(systemRoots: nil, additional: [root.certificatePEM])
        inspector = TLSInspector(trust: trust)
    }

    /// A store that has the root as a system has its roots: in a file, which is gone again.
    func trustOfASystem() throws -> TrustStore {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "fedctl-\(UUID().uuidString).pem")
        try Data(root.certificatePEM).write(to: file)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
        return try TrustStore(systemRoots: SystemRoots(file: file.path, directory: nil))
    }

    /// A request for a certificate that is good now.
    func request(_ names: String..., issuerURLs: [String] = []) -> CertificateRequest {
        CertificateRequest(
            names: names, notBefore: now - 3600, notAfter: now + 3600, issuerURLs: issuerURLs)
    }

    /// A server with a good certificate for `localhost`.
    func server(
        _ options: ScriptedTLSOptions = ScriptedTLSOptions(), on address: IPAddress = .loopback
    ) throws -> ScriptedTCPServer {
        try server(
            root.issue(request("localhost", "127.0.0.1", "::1")), options, on: address)
    }

    /// A server with a certificate of its own.
    func server(
        _ issued: IssuedCertificate, _ options: ScriptedTLSOptions = ScriptedTLSOptions(),
        on address: IPAddress = .loopback
    ) throws -> ScriptedTCPServer {
        try ScriptedTCPServer(on: address, certificate: issued, tls: options) { connection in
            while !connection.read().isEmpty {}
            connection.endTLS()
        }
    }
}

/// A server that takes connections and says nothing.
func deafPeer() throws -> ScriptedTCPServer {
    try ScriptedTCPServer { connection in while !connection.read().isEmpty {} }
}

extension TLSProbeRequest {
    /// A handshake with a port of 127.0.0.1, for `localhost`.
    static func local(
        _ port: UInt16, for name: TLSName = .name("localhost"), timeout: Duration = .seconds(10)
    ) -> TLSProbeRequest {
        TLSProbeRequest(address: .loopback, port: port, name: name, timeout: timeout)
    }
}
