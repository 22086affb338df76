import Certificates

/// A certificate that a product makes for itself until it is given a real one, or that only its maker trusts.
struct PlaceholderCertificate: Sendable {
    /// What it is, such as `the default certificate of Traefik`.
    let title: String
    /// What tells it: one of these texts, in lower case, is in its subject, its issuer or its names.
    let marks: [String]
    /// The front end that makes it, where it is one of ours.
    let frontEnd: FrontEnd?
    /// What to do.
    let remedy: Remedy

    private init(
        _ title: String, _ marks: [String], frontEnd: FrontEnd? = nil,
        remedy: Remedy = .configureCertificate
    ) {
        self.title = title
        self.marks = marks
        self.frontEnd = frontEnd
        self.remedy = remedy
    }

    /// The products whose certificates are known, those with the clearest marks first.
    static let all: [PlaceholderCertificate] = [
        .init(
            "the default certificate of the Kubernetes ingress controller",
            ["kubernetes ingress controller fake certificate", "=ingress.local"], frontEnd: .nginx),
        .init(
            "the default certificate of Traefik", ["traefik default cert", ".traefik.default"],
            frontEnd: .traefik),
        .init(
            "a certificate of Caddy's own authority", ["caddy local authority"], frontEnd: .caddy),
        .init(
            "the default certificate of HAProxy's ingress controller",
            ["haproxy ingress controller fake"], frontEnd: .haproxy),
        .init("the placeholder of cert-manager", ["cert-manager.local"]),
        .init("the dummy certificate of Nginx Proxy Manager", ["o=nginx proxy manager"]),
        .init("the default certificate of Plesk", ["cn=plesk", "o=plesk", "cn=parallels panel"]),
        .init("the default certificate of cPanel", ["emailaddress=ssl@"]),
        .init("the default certificate of Synology DSM", ["o=synology inc", "cn=synology"]),
        .init("the default certificate of a QNAP NAS", ["cn=qnap nas", "o=qnap systems"]),
        .init("the certificate of Proxmox", ["cn=proxmox virtual environment"]),
        .init(
            "the default certificate of the system's packages",
            ["o=someorganization", "cn=localhost.localdomain"]),
        .init(
            "the router's own certificate",
            ["cn=fritz.box", "o=pfsense", "o=opnsense", "cn=openwrt", "o=openwrt", "o=ubiquiti"],
            remedy: .forwardPort),
        .init(
            "a certificate that only Cloudflare trusts", ["cloudflare origin"],
            frontEnd: .cloudflare, remedy: .leaveOriginCertificate),
        .init(
            "a certificate of Let's Encrypt's staging authority",
            ["cn=(staging)", "o=(staging)", "fake le intermediate", "fake le root"],
            remedy: .leaveStaging),
        .init("a certificate of mkcert", ["mkcert development ca"]),
    ]

    /// The row that `leaf` fits.
    init?(recognising leaf: CertificateFacts) {
        let names = [leaf.subject, leaf.issuer] + leaf.dnsNames.map { "dns=\($0)" }
        let text = names.joined(separator: "\n").lowercased()
        if let row = Self.all.first(where: { row in row.marks.contains { text.contains($0) } }) {
            self = row
            return
        }
        // What Debian's package ssl-cert makes: signed by itself, for the bare name of the machine.
        guard leaf.isSelfIssued, let name = leaf.commonName, !name.contains("."),
            !name.isEmpty, name != "localhost", leaf.dnsNames.allSatisfy({ $0 == name })
        else { return nil }
        self.init("the default certificate of the machine \"\(name)\" (snakeoil)", [])
    }
}
