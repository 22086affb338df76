import Certificates
import FederationCore
import Findings

/// A certificate of a public authority is in the logs of certificate transparency.
func judgeTransparency(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let result = facts.completedHandshake, let leaf = result.chain.first else {
        return .skip("no certificate")
    }
    let places = [
        (count: leaf.signedTimestamps, place: "certificate", words: "in the certificate"),
        (count: result.handshakeTimestamps, place: "handshake", words: "in the handshake"),
        (count: result.stapledTimestamps, place: "staple", words: "in the stapled OCSP answer"),
    ]
    let evidence = places.map { Evidence("timestamps_\($0.place)", .integer($0.count)) }
    let command =
        ReproduceCommand.openssl(at: facts.destination, in: context, ["-ct"])
    let found = places.filter { $0.count > 0 }
    if !found.isEmpty {
        let total = found.reduce(0) { $0 + $1.count }
        let list = found.map { "\($0.count) \($0.words)" }.joined(separator: ", ")
        return .pass(
            "\(total) \(total == 1 ? "timestamp" : "timestamps") of public logs: \(list)",
            evidence: evidence, reproduce: command)
    }
    // Public authorities say where their own certificate can be fetched; one's own authority has no logs.
    if leaf.isSelfIssued || leaf.issuerURLs.isEmpty {
        return .skip("by no public authority, whose certificates alone belong in public logs")
    }
    if let anchor = facts.completedHandshake?.anchor, anchor.isAdded {
        let name = anchor.name.bounded
        return .skip("by \"\(name)\", which was given with --ca and has no public log")
    }
    return .warn(
        "no timestamp of a certificate transparency log, in the certificate, in the handshake or "
            + "stapled",
        expected: "timestamps (SCTs), as public authorities put into every certificate",
        got: "none",
        fix: Remedy.logCertificate.fix(for: facts.frontEnd), reproduce: command, evidence: evidence)
}
