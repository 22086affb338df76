import Certificates
import FederationCore

extension DestinationFacts {
    /// The handshake of `probe`, where it was made and completed.
    func completedHandshake(of probe: Probe) -> TLSProbeResult? {
        if case .success(let result)? = handshake(of: probe).value { result } else { nil }
    }

    /// The certificate of the server.
    var leaf: CertificateFacts? { completedHandshake?.chain.first }

    /// A certificate for the same name that ends later, at a place beside this one.
    var newerCertificate: CertificateFacts? {
        newerCertificate(of: .usualPortHandshake) ?? newerCertificate(of: .newerHandshake)
    }

    /// The certificate of `probe`, where it is good for the same name and ends later.
    func newerCertificate(of probe: Probe) -> CertificateFacts? {
        guard let leaf, let result = completedHandshake(of: probe),
            !result.verificationErrors.contains(where: {
                $0.kind == .wrongName || $0.kind == .expired
            }),
            let other = result.chain.first, other.notAfter > leaf.notAfter
        else { return nil }
        return other
    }

    /// Whether the server lets in only those who have a client certificate: it asks for one, and nobody
    /// without one got anything from the homeserver.
    var wantsClientCertificate: Bool {
        if case .failure(let error)? = handshake.value { return error.asksForClientCertificate }
        guard completedHandshake?.asksForClientCertificate == true, !exchanges.isEmpty else {
            return false
        }
        return exchanges.allSatisfy { exchange in
            switch exchange.outcome {
            case .failure(let error): [.tls, .truncated].contains(error.phase)
            // nginx ends the handshake well and refuses over HTTP.
            case .success(let response):
                [495, 496].contains(response.status)
                    || response.status == 400
                        && response.bodyText(atMost: 1000).contains("SSL certificate")
            }
        }
    }

    /// Where else the certificate is right, in a sentence; empty where it is nowhere, or here.
    var elsewhereRemark: String {
        rightElsewhere.map { " (at \($0) it is right: this address has another configuration)" }
            ?? ""
    }

    /// `gathered`, where each one whose certificate is wrong knows another one whose certificate is right, and
    /// each one without an answer knows what stands before the homeserver elsewhere.
    static func introduced(_ gathered: [DestinationFacts]) -> [DestinationFacts] {
        let right = gathered.first { $0.completedHandshake?.verificationErrors.isEmpty == true }
        let frontEnd = gathered.lazy.compactMap(\.frontEnd).first { $0 != .synapse }
        guard right != nil || frontEnd != nil else { return gathered }
        return gathered.map { facts in
            var facts = facts
            if facts.completedHandshake?.verificationErrors.isEmpty != true {
                facts.rightElsewhere = right?.destination
            }
            if facts.frontEnd == nil { facts.frontEndElsewhere = frontEnd }
            return facts
        }
    }
}
