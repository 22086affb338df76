import Certificates
import FederationCore
import Findings
import FoundationEssentials

/// Every certificate is within its dates, for some time to come.
func judgeExpiry(_ facts: DestinationFacts, _ context: CheckContext) -> Judgement {
    guard let result = facts.completedHandshake, let leaf = result.chain.first else {
        return .skip("no certificate")
    }
    let now = context.now
    let present = UTCTime(now)
    let end = UTCTime(leaf.notAfter)
    let command = expiryCommand(facts.destination, context)
    var evidence = [
        Evidence("not_before", .text(UTCTime(leaf.notBefore).rfc3339)),
        Evidence("not_after", .text(UTCTime(leaf.notAfter).rfc3339)),
    ]
    let above = result.verificationErrors.first { error in
        error.depth > 0 && (error.kind == .expired || error.kind == .notYetValid)
    }
    if let above {
        let authority = result.chain.dropFirst(above.depth).first
        let name = authority.map { "\"\($0.commonName ?? $0.subject)\"" } ?? "of the authority"
        let state = above.kind == .expired ? "has expired" : "is not valid yet"
        return context.distrust(
            .fail(
                "the certificate \(name) above the server's own \(state)",
                expected: "certificates that are valid on \(present.dayText)",
                got: above.description, fix: Remedy.renewIntermediate.fix(for: facts.frontEnd),
                reproduce: command, evidence: evidence))
    }
    let remaining = leaf.notAfter.timeIntervalSince(now)
    evidence.append(Evidence("remaining_days", .integer(wholeDays(remaining))))
    let fresh = facts.newerCertificate
    let newPlace = placeOfNewer(facts, context)
    if let fresh {
        evidence.append(Evidence("port_443_not_after", .text(UTCTime(fresh.notAfter).rfc3339)))
    }
    let fix =
        fresh.map { fixForForgottenListener(facts, fresh: $0, at: newPlace) }
        ?? Remedy.renewCertificate.fix(for: facts.frontEnd)
    if remaining <= 0 {
        let port = facts.destination.port
        let state = "expired \(end.span(from: present)), on \(end.dayText)"
        let summary =
            fresh == nil
            ? state + facts.elsewhereRemark
            : "port \(port) still serves the certificate that \(state); "
                + "\(newPlace) has a newer one"
        return context.distrust(
            .fail(
                summary, expected: "a certificate that is valid on \(present.dayText)",
                got: "valid until \(end.secondText)", fix: fix, reproduce: command,
                evidence: evidence))
    }
    if leaf.notBefore > now {
        return context.distrust(
            .fail(
                "not valid before \(UTCTime(leaf.notBefore).secondText)",
                expected: "a certificate that is valid on \(present.dayText)",
                got: "valid from \(UTCTime(leaf.notBefore).secondText)",
                fix: "set the clock of the machine that made the certificate, or this one's",
                reproduce: command, evidence: evidence))
    }
    let summary =
        "expires in \(end.span(from: present)), on \(end.dayText)"
    if leaf.isDue(at: now) {
        return .warn(summary, fix: fix, reproduce: command, evidence: evidence)
    }
    return .pass(summary, evidence: evidence, reproduce: command)
}

/// Where the newer certificate is.
private func placeOfNewer(_ facts: DestinationFacts, _ context: CheckContext) -> String {
    facts.newerCertificate(of: .usualPortHandshake) == nil
        ? "port 443 of \(context.serverName.hostText)" : "port 443"
}

private func fixForForgottenListener(
    _ facts: DestinationFacts, fresh: CertificateFacts, at place: String
) -> String {
    "reload whatever listens on port \(facts.destination.port), so that it reads the certificate that "
        + "ends on \(UTCTime(fresh.notAfter).dayText), as \(place) does; and reload it after each "
        + "renewal"
}

private func wholeDays(_ seconds: Double) -> Int {
    Int((min(max(seconds, -1e12), 1e12) / 86400).rounded(.down))
}

private func expiryCommand(_ destination: Destination, _ context: CheckContext) -> String {
    ReproduceCommand.openssl(at: destination, in: context, [])
        + " | openssl x509 -noout -dates"
}
