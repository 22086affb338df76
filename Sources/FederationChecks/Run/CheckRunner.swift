import FederationCore
import Findings

/// Judges what was gathered: every check in the order of the table, each only where its needs are
/// met.
struct CheckRunner: Sendable {
    /// The checks to judge, those among them that are only needed by others.
    var checks: [Check]
    /// The checks to report.
    var reports: @Sendable (CheckID) -> Bool

    /// The findings about the name.
    func nameFindings(_ context: CheckContext) -> [Finding] {
        findings(at: nil) { check in
            guard case .name(let judge) = check.judge else { return nil }
            let missing = check.probes.lazy.filter(\.isAboutName).compactMap {
                context.nameFacts.exchanges(of: $0).reason
            }
            if let reason = missing.first { return .skip(reason) }
            return judge(context)
        }
    }

    /// The findings about one destination.
    func findings(_ facts: DestinationFacts, _ context: CheckContext) -> [Finding] {
        findings(at: facts.destination.description) { check in
            guard case .destination(let judge) = check.judge else { return nil }
            let missing = check.probes.lazy.compactMap(facts.reasonMissing).first
            // What a server that asks for less is judged by is how it asks for that.
            if let reason = missing,
                check.id != "answer.rate-limit" || !FactGatherer.limits.contains(reason)
            {
                return .skip(reason)
            }
            return judge(facts, context)
        }
    }

    /// Every check of `scope` as a skip for one reason.
    func skips(_ scope: Check.Scope, at destination: String?, reason: String) -> [Finding] {
        checks.filter { $0.scope == scope && reports($0.id) }.map {
            Judgement.skip(reason).finding(of: $0, at: destination)
        }
    }

    private func findings(
        at destination: String?, judge: (Check) -> Judgement?
    ) -> [Finding] {
        var judged: [CheckID: Finding] = [:]
        var findings: [Finding] = []
        for check in checks {
            let unmet = check.needs.lazy.compactMap { reason(unmet: $0, in: judged) }.first
            let scope: Check.Scope = destination == nil ? .name : .destination
            guard check.scope == scope,
                let judgement = unmet.map(Judgement.skip) ?? judge(check)
            else { continue }
            let finding = judgement.finding(of: check, at: destination)
            judged[check.id] = finding
            if reports(check.id) { findings.append(finding) }
        }
        return findings
    }

    /// Why a check that needs `id` cannot say anything; none where it can.
    private func reason(unmet id: CheckID, in judged: [CheckID: Finding]) -> String? {
        guard let finding = judged[id] else { return nil }
        switch finding.verdict {
        case .pass, .warn: return nil
        case .skip: return finding.summary
        case .fail: return checks.first { $0.id == id }?.lack
        }
    }
}
