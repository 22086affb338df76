import RoomParticipation
import Synchronization

/// A wait that takes no time, and keeps a journal of how long it should have been.
final class RecordingSleep: Sleeping {
    private let waits = Mutex<[Duration]>([])

    /// The waits, in order.
    var journal: [Duration] { waits.withLock { $0 } }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        waits.withLock { $0.append(duration) }
    }
}
