import RoomParticipation
import Synchronization

/// A sleep that hardly takes any time, and remembers how long it would have been.
final class CountingSleep: Sleeping {
    private let pace: Duration
    private let waits = Mutex<[Duration]>([])

    /// A sleep that takes `pace` each time.
    init(pace: Duration = .milliseconds(5)) {
        self.pace = pace
    }

    /// The waits, in order.
    var durations: [Duration] { waits.withLock { $0 } }

    func sleep(for duration: Duration) async throws {
        waits.withLock { $0.append(duration) }
        try await Task.sleep(for: pace)
    }
}
