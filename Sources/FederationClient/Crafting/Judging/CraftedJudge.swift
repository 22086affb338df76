import FederationCore
import Findings

/// Judges what a server did with a fault.
///
/// A crash, a hang and an answer of 500 and above are failures whatever the specification says; where it is
/// silent, nothing else is.
struct CraftedJudge {
    private let run: CraftedRun
    private var fault: CraftedFault { run.fault }

    init(_ run: CraftedRun) {
        self.run = run
    }

    var finding: Finding {
        let (verdict, summary) = judgement
        let isWrong = verdict == .fail || verdict == .warn
        return Finding(
            fault.checkID, verdict, summary,
            expected: verdict == .skip ? nil : run.demandWords,
            got: verdict == .skip ? nil : run.observedWords, fix: isWrong ? fault.fix : nil,
            spec: fault.spec, evidence: evidence)
    }

    private typealias Judgement = (Verdict, String)

    private var judgement: Judgement {
        if let missing = missingAnswer { return missing }
        let statuses = run.observations.compactMap(\.status)
        if let status = statuses.first(where: { $0 >= 500 }) {
            return (.fail, "\(fault.title): the server answers \(status)")
        }
        if let unheard = unheard(statuses) { return unheard }
        if let flaw = run.flaw { return (.fail, "\(fault.title): answered with \(flaw)") }
        for status in statuses where fault.demand.allows(status) == false {
            return (
                fault.demand.isLenient ? .warn : .fail, "\(fault.title): answered with \(status)"
            )
        }
        return eventJudgement ?? unseenJudgement ?? (.pass, passed)
    }

    private var passed: String {
        fault.demand.isSilent && run.plan.fate == nil
            ? "\(fault.title): the spec does not say what to answer" : fault.title
    }

    // MARK: - No answer

    private var missingAnswer: Judgement? {
        for (index, observation) in run.observations.enumerated() {
            guard case .failed(let error) = observation else { continue }
            // Whoever cuts a request off has not been kept waiting.
            if error.phase == .cancelled { return (.skip, "\(fault.title): cut off: \(error)") }
            if run.isAlive == false, index > 0 || !error.isBeforeRequest {
                return (.fail, "\(fault.title): the server does not answer any more: \(error)")
            }
            switch error.phase {
            case .timeout: return (.fail, "\(fault.title): the server never answers: \(error)")
            case .notHTTP, .truncated, .other:
                return fault.mayCloseConnection
                    ? (.warn, "\(fault.title): the connection ends without an answer")
                    : (.fail, "\(fault.title): the connection ends without an answer: \(error)")
            case .tooLarge: return (.fail, "\(fault.title): \(error)")
            case .refused, .connect, .tls, .certificate, .proxy, .cancelled:
                return (.skip, "not sent: \(error)")
            }
        }
        return run.observations.isEmpty ? (.skip, "not sent") : nil
    }

    /// Why the server never came to look at what is wrong; none where it did.
    private func unheard(_ statuses: [Int]) -> Judgement? {
        for (request, observation) in zip(run.plan.requests, run.observations)
        where request.isTransaction && observation.status == 404
            && !observation.isOfHomeserver
        {
            return (.skip, "the server takes no transactions: \(observation.words)")
        }
        if case .refused = fault.demand { return nil }
        if statuses.contains(429), run.plan.order == .oneByOne {
            return (.skip, "the server answers 429, too many requests")
        }
        guard let status = statuses.first(where: { $0 == 401 || $0 == 403 }) else { return nil }
        return (.skip, "the server answers \(status): it takes no transactions of this identity")
    }

    // MARK: - Events

    /// What is wrong with what was done to the events; none where nothing is.
    private var eventJudgement: Judgement? {
        guard let fate = run.plan.fate else { return nil }
        for found in run.found where found.agrees(with: fate) == false {
            return (
                .fail, "\(fault.title): \(found.words), and had to be \(fate.words)"
            )
        }
        guard fate == .stored else { return nil }
        for result in run.results {
            if case .refused(let error) = result.outcome {
                return (.fail, "\(fault.title): the event is refused: \(error)")
            }
        }
        return nil
    }

    /// What was not looked at, and is demanded; none where everything was looked at.
    private var unseenJudgement: Judgement? {
        run.unseen.map { (.skip, "\(fault.title): \($0)") }
    }

    private var evidence: [Evidence] {
        let statuses = run.observations.map { $0.status.map(String.init) ?? "no answer" }
        var evidence = [
            Evidence("demanded", .text(run.demandWords)),
            Evidence("observed", .text(run.observedWords)),
            Evidence("statuses", .list(statuses)),
            Evidence("spec_is_silent", .boolean(fault.demand.isSilent)),
        ]
        let events = run.plan.events.compactMap(\.eventID).map(\.description)
        if !events.isEmpty { evidence.append(Evidence("event_ids", .list(events))) }
        return evidence
    }
}

extension HTTPExchangeError {
    /// Whether the request cannot have gone out.
    fileprivate var isBeforeRequest: Bool {
        switch phase {
        case .refused, .connect, .tls, .certificate, .proxy: true
        case .timeout, .notHTTP, .truncated, .tooLarge, .cancelled, .other: false
        }
    }
}
