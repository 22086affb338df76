import FederationCore
import MatrixJSON

/// Asks an adapter every vector, and compares its answers.
struct VectorRun {
    /// The vectors, in the order in which they are asked.
    let vectors: [EventVector]
    /// How many milliseconds may pass without an answer.
    let patience: Double
    /// The clock.
    let time: any TimeSource

    /// More than any line of an answer has.
    private static let lineLimit = 16 << 20

    /// What came of it: an outcome for each vector, and lines that were no answers.
    func outcomes(of command: [String]) throws -> (outcomes: [VectorOutcome], noise: [String]) {
        let adapter = try AdapterProcess(command)
        var questions = vectors.flatMap(\.request)[...]
        var answers = VectorAnswers(vectors)
        var pending: [UInt8] = []
        var last = time.monotonicMilliseconds
        var reason = "the adapter ended without an answer"
        while !answers.isComplete {
            let left = last + patience - time.monotonicMilliseconds
            switch adapter.wait(
                offering: questions, milliseconds: Int32(max(0, min(left, 60_000))))
            {
            case .took(let count):
                questions = questions.dropFirst(count)
                if questions.isEmpty { adapter.closeInput() }
                if left > 0 { continue }
                reason = "no answer within \(Int(patience / 1_000)) seconds"
            case .wrote(let bytes):
                pending += bytes
                if answers.take(linesOf: &pending) { last = time.monotonicMilliseconds }
                if pending.count <= Self.lineLimit, left > 0 { continue }
                reason =
                    left > 0
                    ? "the adapter writes a line of more than \(Self.lineLimit) bytes"
                    : "no answer within \(Int(patience / 1_000)) seconds"
            case .ended:
                pending.append(UInt8(ascii: "\n"))
                _ = answers.take(linesOf: &pending)
            case .silent:
                if left > 0 { continue }
                reason = "no answer within \(Int(patience / 1_000)) seconds"
            }
            break
        }
        return (answers.outcomes(else: reason), answers.noise)
    }
}
