/// How fedctl ends; scripts depend on the numbers, so they never change their meaning.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    /// The command did what was asked and found nothing wrong.
    case success = 0
    /// The command ran, and something is wrong: a check failed, a request was refused, a signature
    /// does not verify.
    case findings = 1
    /// No answer could be had, so nothing is known about the peer.
    case unreachable = 2
    /// With `--format nagios`, whose statuses are those of monitoring plugins (0 is OK, 1 a warning,
    /// 2 critical): nothing could be judged.
    case monitoringUnknown = 3
    /// The command line is wrong.
    case usage = 64
    /// A file that was given (key, event, document) is wrong, or one that would be written exists.
    case badInput = 65
    /// fedctl is wrong.
    case internalError = 70
    /// The user ended it.
    case interrupted = 130

    /// The worst of several, where 1 beats 2 beats 0, for a run over several servers.
    public static func worst(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
        let all = Set(statuses)
        if all.contains(.findings) { return .findings }
        return all.contains(.unreachable) ? .unreachable : .success
    }
}
