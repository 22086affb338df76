/// What a homeserver does of its own accord, beside the requests that it answers; it ends with the homeserver.
final class BackgroundWork: Sendable {
    /// Something to do; it heeds that its task is cancelled.
    typealias Job = @Sendable () async -> Void

    private let jobs: AsyncStream<Job>
    private let continuation: AsyncStream<Job>.Continuation

    /// Nothing to do yet; what is begun waits for ``run()``.
    init() {
        (jobs, continuation) = AsyncStream.makeStream(of: Job.self)
    }

    /// Begins something; after the end, nothing is begun any more.
    func begin(_ job: @escaping Job) {
        continuation.yield(job)
    }

    /// Does everything that is begun, until the task is cancelled or ``finish()`` was called.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs { group.addTask { await job() } }
        }
    }

    /// Takes nothing more.
    func finish() {
        continuation.finish()
    }
}
