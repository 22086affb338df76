import Synchronization
import TestHomeserver

/// A journal that can be read.
final class MemoryJournal: ExchangeRecording {
    private let storage = Mutex<[ExchangeRecord]>([])

    func record(_ record: ExchangeRecord) {
        storage.withLock { $0.append(record) }
    }

    /// Everything so far.
    var records: [ExchangeRecord] { storage.withLock { $0 } }

    /// The requests that were answered.
    var requests: [AnsweredRequest] {
        records.compactMap { record in
            if case .answered(let request) = record.event { request } else { nil }
        }
    }

    /// The connections that came to nothing.
    var failures: [ConnectionFailure] {
        records.compactMap { record in
            if case .failed(let failure) = record.event { failure } else { nil }
        }
    }

    /// The first connection that came to nothing; waits a while for one.
    func firstFailure() async throws -> ConnectionFailure? {
        for _ in 0..<100 where failures.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        return failures.first
    }
}
