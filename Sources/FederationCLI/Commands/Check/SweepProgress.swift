import FederationChecks
import Findings
import Synchronization

/// Shows on a terminal how far a sweep is, or that one server is being asked.
final class SweepProgress: Sendable {
    private let console: any Console
    private let total: Int
    private let counts = Mutex<(done: Int, failed: Int)>((0, 0))

    /// The progress of a sweep over so many servers.
    init(over total: Int, console: any Console) {
        self.console = console
        self.total = total
        console.progress(total == 1 ? "checking …" : "0 of \(total) checked")
    }

    /// Counts a report that is done.
    func add(_ report: CheckReport) {
        guard total > 1 else { return }
        // Under the lock, so that no older state is shown over a newer one.
        counts.withLock { counts in
            counts.done += 1
            if report.verdict == .fail { counts.failed += 1 }
            console.progress("\(counts.done) of \(total) checked, \(counts.failed) failed")
        }
    }

    /// Takes the line away.
    func end() {
        console.progress("")
    }
}
