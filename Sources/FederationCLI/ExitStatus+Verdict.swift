import Findings

extension ExitStatus {
    /// How a command ends whose result is one verdict: a warning is no failure, a skip no answer.
    init(ofVerdict verdict: Verdict) {
        switch verdict {
        case .pass, .warn: self = .success
        case .fail: self = .findings
        case .skip: self = .unreachable
        }
    }
}
