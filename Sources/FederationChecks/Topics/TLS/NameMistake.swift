import Certificates
import FederationCore
import Findings

/// Why a server shows the certificate of another name.
enum NameMistake {
    /// The name is an address, which the certificate has among its DNS names, where it does not count.
    case addressAsName
    /// The name is an address.
    case address
    /// The certificate is for the target of the SRV record.
    case serviceTarget(String)
    /// It is the default certificate of a product.
    case placeholder(PlaceholderCertificate)
    /// The same certificate comes without SNI: the name that peers send chooses none.
    case unheeded
    /// Another certificate comes without SNI: the name is known, and has the wrong one.
    case misassigned
    /// The common name alone is right, which counts no more.
    case commonNameOnly
    /// Nothing more is known.
    case other

    /// Judges by the names of the certificate, and by what came without SNI.
    init(_ facts: DestinationFacts, _ context: CheckContext, names: [String]) {
        let leaf = facts.leaf
        if case .address(let address) = facts.destination.tlsName {
            let isName = leaf?.dnsNames.contains(address.description) == true
            self = isName || leaf?.commonName == address.description ? .addressAsName : .address
            return
        }
        let name = facts.destination.tlsName.description
        let target = context.discovery.serviceTargets.first { target in
            names.contains { certificateName($0, covers: target) }
        }
        if let target {
            self = .serviceTarget(target)
        } else if let placeholder = leaf.flatMap(PlaceholderCertificate.init(recognising:)) {
            self = .placeholder(placeholder)
        } else if names.isEmpty, let common = leaf?.commonName,
            certificateName(common, covers: name)
        {
            self = .commonNameOnly
        } else if let other = facts.completedHandshake(of: .namelessHandshake)?.chain.first {
            self = other.sha256 == leaf?.sha256 ? .unheeded : .misassigned
        } else {
            self = .other
        }
    }

    /// What the summary adds.
    var remark: String? {
        switch self {
        case .addressAsName: "it has the address among its names, and not as an address"
        case .serviceTarget(let target): "it is for \(target), the target of the SRV record"
        case .placeholder(let placeholder): "it is \(placeholder.title)"
        case .unheeded: "whatever name is asked for, this one comes"
        case .misassigned: "without a name another one comes, so the name has the wrong one"
        case .commonNameOnly: "the common name alone has it, which counts no more"
        case .address, .other: nil
        }
    }

    /// What was found out about SNI.
    var evidence: [Evidence] {
        switch self {
        case .unheeded: [Evidence("without_sni", .text("same"))]
        case .misassigned: [Evidence("without_sni", .text("other"))]
        default: []
        }
    }

    /// What to do.
    func fix(for facts: DestinationFacts) -> String {
        let name = facts.destination.tlsName
        switch self {
        case .addressAsName, .address:
            return "get a certificate that names the address \(name), or use a server name that "
                + "is no address"
        case .serviceTarget(let target):
            return "an SRV record does not change the name on the certificate: get one for "
                + "\(name), or replace the record by a well-known file that names \(target)"
        case .placeholder(let placeholder):
            return placeholder.remedy.fix(for: placeholder.frontEnd ?? facts.frontEnd)
        case .unheeded, .misassigned, .commonNameOnly, .other:
            return Remedy.nameCertificate.fix(for: facts.frontEnd)
        }
    }
}

/// Whether the name `pattern` of a certificate covers `host`.
func certificateName(_ pattern: String, covers host: String) -> Bool {
    let pattern = pattern.lowercased()
    let host = host.lowercased()
    if pattern == host { return true }
    guard pattern.hasPrefix("*."), let dot = host.firstIndex(of: ".") else { return false }
    return pattern.dropFirst(1) == host[dot...]
}
