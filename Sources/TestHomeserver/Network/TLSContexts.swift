import Certificates
import FederationCore
import NIOCore
import NIOSSL

/// The certificates of a homeserver, chosen by the name that a client asks for.
struct TLSContexts: Sendable {
    private let fallback: NIOSSLContext
    private let byName: [String: NIOSSLContext]

    /// Reads the certificates and keys of `servers`.
    init(_ servers: [VirtualServer]) throws(HomeserverStartError) {
        var byName: [String: NIOSSLContext] = [:]
        var first: NIOSSLContext?
        for server in servers {
            guard let identity = server.tlsIdentity else { continue }
            let context = try Self.context(identity, for: server.name.description)
            if first == nil { first = context }
            for name in server.askedNames where byName[name] == nil { byName[name] = context }
        }
        guard let first else {
            throw .noCertificate(server: servers.first?.name.description ?? "")
        }
        fallback = first
        self.byName = byName
    }

    /// The certificate for a TLS name, and where there is none for the address that was connected to.
    func context(tlsName: String?, localAddress: String?) -> NIOSSLContext {
        (tlsName ?? localAddress).flatMap { byName[$0.lowercased()] } ?? fallback
    }

    /// What connections to `server` are encrypted with; `version` leaves no other version.
    static func context(
        _ identity: TLSIdentity, for server: String, onlyVersion version: NIOSSL.TLSVersion? = nil
    ) throws(HomeserverStartError) -> NIOSSLContext {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMBytes(identity.chain)
        } catch {
            throw .badCertificate(server: server, reason: "expected certificates in PEM")
        }
        guard !chain.isEmpty else {
            throw .badCertificate(server: server, reason: "it holds no certificate")
        }
        do {
            let key = try NIOSSLPrivateKey(bytes: identity.privateKey.bytes, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = version ?? .tlsv12
            configuration.maximumTLSVersion = version
            configuration.applicationProtocols = ["http/1.1"]
            // A peer that keeps a connection and does not read from it would hold up the end.
            configuration.shutdownTimeout = .milliseconds(250)
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .badPrivateKey(server: server, reason: TLSLibraryWords.of(error))
        }
    }
}
