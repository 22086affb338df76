/// Waits, so that a test can say what waiting is.
public protocol Sleeping: Sendable {
    /// Waits for `duration`.
    ///
    /// - Throws: `CancellationError` where the task is cancelled.
    func sleep(for duration: Duration) async throws
}
