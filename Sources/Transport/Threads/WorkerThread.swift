import Glibc

/// A thread of our own, for work that waits: the cooperative pool is never blocked.
enum WorkerThread {
    /// Runs `body` on a new detached thread, with every signal left to the other threads.
    ///
    /// So a closed connection never ends the process by `SIGPIPE`, whichever library wrote to it.
    ///
    /// - Throws: ``WorkerThreadError`` where the system has no thread to give.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void)
        throws(WorkerThreadError)
    {
        let context = Unmanaged.passRetained(Box(name: name, body: body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                let box = Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue()
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                pthread_setname_np(pthread_self(), box.name)
                box.body()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw WorkerThreadError(code: code)
        }
        pthread_detach(thread)
    }

    /// Carries name and body to the new thread.
    private final class Box: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
