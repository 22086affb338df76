import Certificates
import FederationCore
import Findings

/// A certificate of a public authority is in the logs of certificate transparency.
func judgeTransparency(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let leaf = facts.leaf else { return .skip("no certificate") }
    let evidence = [Evidence("timestamps", .integer(leaf.signedTimestamps))]
    let command =
        ReproduceCommand.openssl(at: facts.destination, in: context, [])
        + " </dev/null | openssl x509 -noout -ext ct_precert_scts"
    if leaf.signedTimestamps > 0 {
        let count = leaf.signedTimestamps
        return .pass(
            "carries \(count) \(count == 1 ? "timestamp" : "timestamps") of public logs",
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
        "carries no timestamp of a certificate transparency log",
        expected: "timestamps (SCTs), as public authorities put into every certificate",
        got: "none",
        fix: Remedy.logCertificate.fix(for: facts.frontEnd), reproduce: command, evidence: evidence)
}
