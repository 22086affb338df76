/// How fedctl ends; scripts depend on the numbers, so they never change their meaning.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    /// The command did what was asked and found nothing wrong.
    case success = 0
    /// The command ran, and something is wrong: a check failed, a request was refused, a signature
    /// does not verify.
    case findings = 1
    /// No answer could be had, so nothing is known about the peer.
    case unreachable = 2
    /// The command line is wrong.
    case usage = 64
    /// A file that was given (key, event, document) is wrong, or one that would be written exists.
    case badInput = 65
    /// fedctl is wrong.
    case internalError = 70
    /// The user ended it.
    case interrupted = 130

    /// One line for man pages and help.
    public var meaning: String {
        switch self {
        case .success: "done, and nothing is wrong"
        case .findings:
            "something is wrong: findings at or above --fail-on, a refusal, or a signature that "
                + "does not verify"
        case .unreachable: "no answer to judge, or the deadline came first"
        case .usage: "the command line is wrong"
        case .badInput: "input that cannot be parsed, or an output file that exists"
        case .internalError: "a bug in fedctl"
        case .interrupted: "interrupted"
        }
    }

    /// The worse of two, where 1 beats 2 beats 0, for a run over several servers.
    public static func worst(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
        let all = Set(statuses)
        if all.contains(.findings) { return .findings }
        return all.contains(.unreachable) ? .unreachable : .success
    }
}
