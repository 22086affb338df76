import MatrixJSON
import Synchronization

/// The last exchanges of a homeserver, numbered from 1; the oldest are forgotten.
public final class JournalMemory: ExchangeRecording {
    private let state = Mutex(State())

    private struct State {
        var entries: [Entry] = []
        /// Where the entries begin that are not forgotten.
        var first = 0
        var cost = 0
        var last = 0
        var waiting: [Awaited<Void>] = []
        var isEnded = false
    }

    private struct Entry {
        let number: Int
        let record: ExchangeRecord
        let cost: Int
    }

    /// Records of a journal, and where the next ones begin.
    struct Page {
        /// The records, each with its number.
        var records: [(number: Int, record: ExchangeRecord)]
        /// The number after which to ask for more.
        var last: Int
        /// The number of the oldest record that is not forgotten; one that does not exist yet where there is none.
        var first: Int
    }

    /// How many records are kept, and about how many bytes of them.
    private static let limit = (records: 10_000, bytes: 16 << 20)

    private let follower: (any ExchangeRecording)?

    /// An empty memory, which hands every record on with its number.
    public init(handingOnTo follower: (any ExchangeRecording)? = nil) {
        self.follower = follower
    }

    /// Keeps a record.
    public func record(_ record: ExchangeRecord) {
        let cost = record.cost
        let waiting = state.withLock { state in
            state.last += 1
            var record = record
            record.number = state.last
            // In the order of the numbers.
            follower?.record(record)
            let entry = Entry(number: state.last, record: record, cost: cost)
            state.entries.append(entry)
            state.cost += entry.cost
            while state.entries.count - state.first > Self.limit.records
                || state.cost > Self.limit.bytes, state.first < state.entries.count - 1
            {
                state.cost -= state.entries[state.first].cost
                state.first += 1
            }
            if state.first > Self.limit.records {
                state.entries.removeFirst(state.first)
                state.first = 0
            }
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.give(()) }
    }

    /// The first records after a number that are meant.
    func page(after number: Int, _ filter: JournalFilter, limit: Int) -> Page {
        state.withLock { state in
            let kept = state.entries[state.first...]
            var page = Page(records: [], last: state.last, first: kept.first?.number ?? 1)
            for entry in kept where entry.number > number && filter.isFor(entry.record) {
                guard page.records.count < limit else {
                    page.last = page.records.last?.number ?? number
                    break
                }
                page.records.append((entry.number, entry.record))
            }
            return page
        }
    }

    /// The same, waiting for the first one where there is none yet.
    func page(
        after number: Int, _ filter: JournalFilter, limit: Int, waiting: Duration
    ) async -> Page {
        let end = ContinuousClock.now + waiting
        var number = number
        while true {
            // Who waits is there before it is looked whether there is something.
            let waiter = Awaited<Void>()
            let isEnded = state.withLock { state in
                state.waiting.append(waiter)
                return state.isEnded
            }
            let page = page(after: number, filter, limit: limit)
            let left = end - ContinuousClock.now
            if !page.records.isEmpty || left <= .zero || isEnded || Task.isCancelled {
                waiter.end()
                state.withLock { $0.waiting.removeAll { $0 === waiter } }
                return page
            }
            number = max(number, page.last)
            _ = await waiter.value(within: left)
            state.withLock { $0.waiting.removeAll { $0 === waiter } }
        }
    }

    /// Has nobody wait any longer.
    func end() {
        let waiting = state.withLock { state in
            state.isEnded = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.end() }
    }
}

extension ExchangeRecord {
    /// About how many bytes it takes: all its texts, which are as long as the peer wants, and what holds them.
    fileprivate var cost: Int {
        var judgements = 0
        if case .answered(let request) = event, let transaction = request.transaction {
            judgements = transaction.edus.count + transaction.pdus.count
        }
        return 512 + 256 * judgements + json.canonicalBytes().count
    }
}
