public import Certificates
import FederationCore
public import FoundationEssentials

extension VirtualServer {
    /// For how long certificates that are made at the start are valid.
    private static let certificateLifetime: TimeInterval = 90 * 24 * 60 * 60

    /// The names and addresses that its certificate has to be valid for: its own, and its aliases.
    public var certificateNames: [String] {
        var names: [String] = []
        for text in [name.description] + aliases + [wellKnown?.server].compactMap({ $0 }) {
            // An alias that is no server name is served on purpose; no certificate can be for it.
            guard let target = try? ServerName(parsing: text) else { continue }
            let name = target.tlsName.description
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// Takes a certificate that `authority` issues for it, valid from a day before `now` on.
    ///
    /// - Throws: ``CertificateAuthorityError`` where none can be made.
    public mutating func takeCertificate(
        from authority: CertificateAuthority, now: Date
    ) throws(CertificateAuthorityError) {
        let issued = try authority.issue(
            CertificateRequest(
                names: certificateNames, notBefore: now.addingTimeInterval(-24 * 60 * 60),
                notAfter: now.addingTimeInterval(Self.certificateLifetime)))
        tlsIdentity = TLSIdentity(issued)
    }
}

extension ServerName {
    /// What a certificate of this server has to be valid for.
    fileprivate var tlsName: TLSName {
        switch host {
        case .name(let name): .name(name)
        case .address(let address): .address(address)
        }
    }
}
