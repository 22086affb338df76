import Glibc

/// The thread of a loop, detached.
enum HandshakeThread {
    /// Runs `body` on a new thread.
    ///
    /// - Throws: ``SystemError`` where the system has no thread to give.
    static func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let body = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let number = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard number == 0 else {
            body.release()
            throw SystemError(number: number)
        }
        pthread_detach(thread)
    }

    /// Carries the body to the thread.
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
