/// Runs tasks at once: the fuzzer has one thread.
final class WorkThreads: TaskExecutor {
    static let brief = WorkThreads()
    static let long = WorkThreads()

    func enqueue(_ job: consuming ExecutorJob) {
        UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
    }
}
