import FederationCore
import Synchronization

/// The transactions that were answered, so that one that comes again gets the same answer.
///
/// The specification does not say that it has to; senders repeat a transaction until it is answered.
final class TransactionLog: Sendable {
    private let known = Mutex<[ServerName: [Entry]]>([:])

    private struct Entry {
        let id: ExactText
        let answer: Answer
    }

    /// How many transactions of one server are remembered.
    private static let limit = 64

    /// The answer that a transaction got.
    func answer(to id: String, of origin: ServerName) -> Answer? {
        let id = ExactText(id)
        return known.withLock { $0[origin]?.last { $0.id == id }?.answer }
    }

    /// Remembers the answer to a transaction, and forgets the oldest.
    func keep(_ answer: Answer, to id: String, of origin: ServerName) {
        known.withLock { known in
            var entries = known[origin] ?? []
            entries.append(Entry(id: ExactText(id), answer: answer))
            known[origin] = Array(entries.suffix(Self.limit))
        }
    }
}
