import FederationCore
import FoundationEssentials

/// The clock of the machine.
struct SystemTime: TimeSource {
    private let start = ContinuousClock.now

    var now: Date { Date() }

    var monotonicMilliseconds: Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    }
}
