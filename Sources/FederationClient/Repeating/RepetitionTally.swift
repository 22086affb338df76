import FederationCore
import Synchronization

/// Where the senders of a repetition take their turns, and leave what came of them.
final class RepetitionTally: Sendable {
    /// What answers are told apart by.
    private struct Kind: Hashable {
        var status: Int
        var errcode: ExactText?
        var isSuccess: Bool
    }

    /// How many kinds of answers, and of failures, are told apart; what more there is counts together.
    private static let maximumKinds = 100
    /// The most bytes of an error code, or of a reason.
    private static let maximumWordBytes = 200

    private struct State {
        var turnsLeft: Int
        var answers: [Kind: Int] = [:]
        var failures: [String: Int] = [:]
        var durations: [Double] = []
        var connectionCount = 0
    }

    private let state: Mutex<State>

    /// A tally for `count` turns.
    init(count: Int) {
        state = Mutex(State(turnsLeft: count))
    }

    /// Takes a turn; returns whether there was one.
    func takeTurn() -> Bool {
        state.withLock { state in
            guard state.turnsLeft > 0 else { return false }
            state.turnsLeft -= 1
            return true
        }
    }

    /// Counts an answer.
    func count(_ response: HTTPResponse) {
        // An answer that went well is not read for an error.
        let refusal = MatrixError(response)
        let kind = Kind(
            status: response.status,
            errcode: refusal?.errcode.map { ExactText($0.cut(to: Self.maximumWordBytes)) },
            isSuccess: refusal == nil)
        state.withLock { state in
            let isNew = state.answers[kind] == nil && state.answers.count >= Self.maximumKinds
            let counted = isNew ? Kind(status: kind.status, isSuccess: kind.isSuccess) : kind
            state.answers[counted, default: 0] += 1
            if let total = response.timings.total { state.durations.append(total) }
            if response.timings.connect != nil { state.connectionCount += 1 }
        }
    }

    /// Counts a request that had no answer.
    func count(_ error: HTTPExchangeError) {
        let reason = "\(error)".cut(to: Self.maximumWordBytes)
        state.withLock { state in
            let isNew = state.failures[reason] == nil && state.failures.count >= Self.maximumKinds
            state.failures[isNew ? "other reasons" : reason, default: 0] += 1
        }
    }

    /// Puts what was counted into `report`.
    func fill(_ report: inout RequestRepetition) {
        let counted = state.withLock { $0 }
        report.answers =
            counted.answers
            .map { kind, count in
                RequestRepetition.Answers(
                    status: kind.status, errcode: kind.errcode?.string,
                    isSuccess: kind.isSuccess, count: count)
            }
            .sorted { ($0.status, $0.errcode ?? "") < ($1.status, $1.errcode ?? "") }
        report.failures =
            counted.failures
            .map { RequestRepetition.Failures(reason: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
        report.durations = counted.durations.sorted()
        report.connectionCount = counted.connectionCount
    }
}
