import Glibc

/// A thread of our own, for work that waits: the cooperative pool is never blocked.
enum WorkerThread {
    /// Runs `body` on a new detached thread, with every signal left to the other threads.
    ///
    /// So a closed connection never ends the process by `SIGPIPE`, whichever library wrote to it.
    ///
    /// - Throws: ``WorkerThreadError`` where the system has no thread to give.
    static func start(_ body: @escaping @Sendable () -> Void) throws(WorkerThreadError) {
        let context = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                let box = Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue()
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                box.body()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw WorkerThreadError(code: code)
        }
        pthread_detach(thread)
    }

    /// Carries the body to the new thread.
    private final class Box: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
