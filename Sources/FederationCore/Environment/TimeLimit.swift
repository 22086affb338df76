/// Does `work`, and ends it when it takes longer than `limit`.
///
/// The work has to heed cancellation: the call returns when the work has ended.
///
/// - Throws: ``TimeLimitError`` when the time is up, else what the work throws.
public func within<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        defer { group.cancelAll() }
        group.addTask(operation: work)
        group.addTask {
            try await Task.sleep(for: limit)
            throw TimeLimitError(limit: limit)
        }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}
