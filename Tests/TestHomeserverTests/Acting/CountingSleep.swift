import RoomParticipation
import Synchronization

/// A sleep that hardly takes any time, and remembers how long it would have been.
final class CountingSleep: Sleeping {
    private let waits = Mutex<[Duration]>([])

    /// The waits, in order.
    var durations: [Duration] { waits.withLock { $0 } }

    func sleep(for duration: Duration) async throws {
        waits.withLock { $0.append(duration) }
        try await Task.sleep(for: .milliseconds(5))
    }
}
