import Certificates
import FederationCore
import FoundationEssentials
import NIOSSL
import Synchronization

/// Makes what connections that faults strike are encrypted with, once for each server and fault.
final class FaultCertificates: Sendable {
    private static let day: TimeInterval = 24 * 60 * 60

    private struct Key: Hashable {
        let server: ServerName
        let certificate: WrongCertificate?
        let value: FaultValue?
        let version: NIOSSL.TLSVersion?
    }

    private let fallback: TLSIdentity?
    private let time: any TimeSource
    private let authority: Mutex<CertificateAuthority?>
    private let made = Mutex<[Key: NIOSSLContext]>([:])

    /// The authority of `configuration` issues them; where there is none, one that nobody knows.
    init(_ configuration: HomeserverConfiguration) {
        fallback = configuration.servers.lazy.compactMap(\.tlsIdentity).first
        time = configuration.time
        authority = Mutex(configuration.faultAuthority)
    }

    /// What a connection to `server` is encrypted with.
    func context(
        for server: VirtualServer, _ certificate: WrongCertificate?, value: FaultValue?,
        onlyVersion version: NIOSSL.TLSVersion?
    ) throws -> NIOSSLContext {
        let key = Key(
            server: server.name, certificate: certificate, value: value, version: version)
        if let context = made.withLock({ $0[key] }) { return context }
        let name = server.name.description
        let identity: TLSIdentity
        if let certificate {
            identity = try issue(certificate, for: server, value: value)
        } else if let own = server.tlsIdentity ?? fallback {
            identity = own
        } else {
            throw HomeserverStartError.noCertificate(server: name)
        }
        let context = try TLSContexts.context(identity, for: name, onlyVersion: version)
        made.withLock { $0[key] = context }
        return context
    }

    private func issue(
        _ wrong: WrongCertificate, for server: VirtualServer, value: FaultValue?
    ) throws -> TLSIdentity {
        let days = TimeInterval(value?.integer ?? 0) * Self.day
        let now = time.now
        var request = CertificateRequest(
            names: server.certificateNames, notBefore: now.addingTimeInterval(-30 * Self.day),
            notAfter: now.addingTimeInterval(90 * Self.day))
        switch wrong {
        case .expired:
            request.notAfter = now.addingTimeInterval(-days)
            request.notBefore = request.notAfter.addingTimeInterval(-90 * Self.day)
        case .notYetValid:
            request.notBefore = now.addingTimeInterval(days)
            request.notAfter = request.notBefore.addingTimeInterval(90 * Self.day)
        case .wrongName:
            request.names = [value?.text ?? ""]
        case .selfSigned:
            return TLSIdentity(try CertificateAuthority.selfSigned(request))
        case .missingIntermediate:
            let between = try usedAuthority().intermediate(
                commonName: "fedctl intermediate that is not sent", notBefore: request.notBefore,
                notAfter: request.notAfter)
            let issued = try between.issue(request)
            return TLSIdentity(chain: issued.leafPEM, privateKey: issued.privateKey)
        }
        return TLSIdentity(try usedAuthority().issue(request))
    }

    private func usedAuthority() throws -> CertificateAuthority {
        try authority.withLock { authority in
            let used = try authority ?? CertificateAuthority.throwAway(now: time.now)
            authority = used
            return used
        }
    }
}
