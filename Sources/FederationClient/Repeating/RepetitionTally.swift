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
            status: response.status, errcode: refusal?.errcode.map { ExactText($0) },
            isSuccess: refusal == nil)
        state.withLock { state in
            state.answers[kind, default: 0] += 1
            if let total = response.timings.total { state.durations.append(total) }
            if response.timings.connect != nil { state.connectionCount += 1 }
        }
    }

    /// Counts a request that had no answer.
    func count(_ error: HTTPExchangeError) {
        state.withLock { $0.failures["\(error)", default: 0] += 1 }
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
