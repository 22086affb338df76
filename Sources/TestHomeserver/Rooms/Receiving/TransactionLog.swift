import FederationCore
import Synchronization

/// The transactions that were answered, so that one that comes again gets the same answer.
///
/// The specification does not say that it has to; senders repeat a transaction until it is answered.
final class TransactionLog: Sendable {
    private let known = Mutex(BoundedMemory<ServerName, [Entry]>(limit: originLimit))

    private struct Entry {
        let id: ExactText
        let answer: Answer
        /// About how many bytes it takes.
        let cost: Int
    }

    /// How many servers are remembered.
    private static let originLimit = 1_000
    /// How many transactions of one server are remembered, and about how many bytes of them.
    private static let limit = (entries: 64, bytes: 64 << 10)

    /// The answer that a transaction got.
    func answer(to id: String, of origin: ServerName) -> Answer? {
        let id = ExactText(id)
        return known.withLock { $0[origin]?.last { $0.id == id }?.answer }
    }

    /// Remembers the answer to a transaction, and forgets the oldest.
    ///
    /// The last one is remembered whatever its size: it is the one that is sent again.
    func keep(_ answer: Answer, to id: String, of origin: ServerName) {
        let entry = Entry(
            id: ExactText(id), answer: answer, cost: 256 + id.utf8.count + answer.body.count)
        known.withLock { known in
            var entries = (known[origin] ?? []) + [entry]
            var cost = entries.reduce(0) { $0 + $1.cost }
            while entries.count > Self.limit.entries
                || cost > Self.limit.bytes && entries.count > 1
            {
                cost -= entries.removeFirst().cost
            }
            known.remember(entries, for: origin)
        }
    }
}
