import Synchronization

/// Numbers the exchanges of a homeserver from 1, and hands them on in that order.
public final class NumberedJournal: ExchangeRecording {
    private let follower: any ExchangeRecording
    private let last = Mutex(0)

    /// Hands on to `follower`.
    public init(_ follower: any ExchangeRecording) {
        self.follower = follower
    }

    /// Hands a record on with its number.
    public func record(_ record: ExchangeRecord) {
        last.withLock { last in
            last += 1
            var record = record
            record.number = last
            follower.record(record)
        }
    }
}
