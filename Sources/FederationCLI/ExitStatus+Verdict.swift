import Findings
import Rendering

extension ExitStatus {
    /// How a command ends whose result is one verdict: a warning is no failure, a skip no answer.
    init(ofVerdict verdict: Verdict) {
        switch verdict {
        case .pass, .warn: self = .success
        case .fail: self = .findings
        case .skip: self = .unreachable
        }
    }

    /// How a monitoring plugin ends.
    init(_ level: NagiosStatus.Level) {
        switch level {
        case .ok: self = .success
        case .warning: self = .findings
        case .critical: self = .unreachable
        case .unknown: self = .monitoringUnknown
        }
    }
}
