/// Waits by the clock of the system.
public struct TaskSleep: Sleeping {
    /// A wait.
    public init() {}

    /// Waits for `duration`.
    ///
    /// - Throws: `CancellationError` where the task is cancelled.
    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}
