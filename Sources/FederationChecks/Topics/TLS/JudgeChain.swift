import Certificates
import FederationCore
import Findings
import FoundationEssentials

/// The certificate leads to a trusted authority.
func judgeChain(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let result = facts.completedHandshake else { return .skip("no TLS handshake") }
    let command = ReproduceCommand.openssl(at: facts.destination, in: context, ["-showcerts"])
    let errors = result.verificationErrors.filter { error in
        switch error.kind {
        case .expired, .notYetValid, .wrongName: false
        case .selfSignedLeaf, .unknownRoot, .missingIssuer, .other: true
        }
    }
    let names = result.chain.enumerated().map { index, certificate in
        index == 0 ? "leaf" : certificate.commonName ?? certificate.subject
    }
    var evidence = result.chainEvidence
    evidence.append(Evidence("errors", .list(errors.map(\.description))))
    if let issuers = facts.issuers, !issuers.steps.isEmpty {
        evidence.append(Evidence("completed_by_fetching", .boolean(issuers.completes)))
    }
    let mistake = ChainMistake(errors: errors, chain: result.chain, fetched: facts.issuers)
    guard let mistake else {
        return judgeSurplus(facts, context, names: names, command: command)
    }
    return context.distrust(
        .fail(
            mistake.summary + mistake.addedRemark(context) + facts.elsewhereRemark,
            expected: mistake.expected(sent: names),
            got: names.isEmpty ? "no certificate" : names.joined(separator: ", "),
            fix: mistake.fix(for: facts.frontEnd), reproduce: command, evidence: evidence,
            milliseconds: result.handshakeMilliseconds))
}

/// A chain that verifies: what peers with old software or old roots would say to it.
private func judgeSurplus(
    _ facts: DestinationFacts, _ context: CheckContext, names: [String], command: String
) -> Judgement {
    let chain = facts.completedHandshake?.chain ?? []
    var evidence = facts.completedHandshake?.chainEvidence ?? []
    var summary = "verifies (\(names.joined(separator: ", ")))"
    if let anchor = facts.completedHandshake?.anchor {
        evidence.append(Evidence("anchor", .text(anchor.name.bounded)))
        evidence.append(Evidence("anchor_added", .boolean(anchor.isAdded)))
        if anchor.isAdded {
            summary +=
                " by \"\(anchor.name.bounded)\", which was given with --ca, not by the system's roots; "
                + "other peers need it too"
        } else if !context.authorityFiles.isEmpty {
            summary += " by the system's roots; --ca is not needed for it"
        }
    }
    let hasEnded = facts.completedHandshake?.verificationErrors.contains { $0.kind == .expired }
    if hasEnded != true,
        let old = chain.dropFirst().first(where: { $0.isOutlived(at: context.now) })
    {
        let name = (old.commonName ?? old.subject).bounded
        let end = UTCTime(old.notAfter).dayText
        let issuer = old.issuerName.bounded
        return .warn(
            "sends \"\(name)\" as signed by \"\(issuer)\", which has ended (\(end)): current software "
                + "passes it over, old OpenSSL refuses the chain",
            expected: "a chain without it", got: names.joined(separator: ", "),
            fix: Remedy.dropOldRoot.fix(for: facts.frontEnd), reproduce: command,
            evidence: evidence + [Evidence("outlived", .text(name))])
    }
    return .pass(
        summary, evidence: evidence, reproduce: command,
        milliseconds: facts.completedHandshake?.handshakeMilliseconds)
}

extension TLSProbeResult {
    /// How many certificates were sent, and which one comes first.
    fileprivate var chainEvidence: [Evidence] {
        var evidence = [Evidence("sent", .integer(chain.count))]
        if let leaf = chain.first {
            evidence.append(Evidence("issuer", .text(leaf.issuer.bounded)))
            evidence.append(Evidence("sha256", .text(leaf.sha256)))
        }
        return evidence
    }
}

extension CertificateFacts {
    /// Roots that have ended, and are still sent in old chains.
    private static let endedRoots = [
        "DST Root CA X3", "AddTrust External CA Root", "GlobalSign Root CA - R2",
    ]

    /// Whether it has expired, or leads to a root that has.
    fileprivate func isOutlived(at moment: Date) -> Bool {
        notAfter < moment || Self.endedRoots.contains(issuerName)
    }
}
