import NIOCore
import NIOPosix

/// Runs the tasks of homeservers on threads of their own.
///
/// Not on those of connections: a loop reads nothing while tasks are ready on it, so that a few clients who
/// always have another request ready would keep it from everybody else. And not on those of all tasks of
/// the process, where others may be at work for seconds.
final class WorkThreads: TaskExecutor {
    /// For what is done soon.
    static let brief = WorkThreads()
    /// For what can take long, so that nothing that is done soon waits for it.
    static let long = WorkThreads()

    private let pool: NIOThreadPool

    private init() {
        pool = NIOThreadPool(numberOfThreads: min(System.coreCount, 4))
        pool.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { [self] _ in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
