/// The limit of a whole command.
enum Deadline {
    /// Runs `work`, and cancels it when `seconds` are over; work that heeds cancellation returns what
    /// it has by then.
    ///
    /// - Returns: What `work` returned, and whether the deadline came first.
    static func run<Value: Sendable>(
        _ seconds: Double?, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> (value: Value, isExpired: Bool) {
        guard let seconds else { return (try await work(), false) }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                // Cancelled where the work is done in time.
                try? await Task.sleep(for: .milliseconds(Int(seconds * 1_000)))
                return nil
            }
            var isExpired = false
            while let finished = try await group.next() {
                group.cancelAll()
                if let value = finished { return (value, isExpired) }
                isExpired = true
            }
            throw CancellationError()
        }
    }
}
