@preconcurrency import Dispatch
import Glibc

/// The wish of the user, or of the system, that the process ends: SIGINT or SIGTERM.
///
/// From the making of the value on, the signals no longer end the process by themselves.
struct EndSignal: Sendable {
    private let signals: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    /// Begins to listen.
    init() {
        let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
        self.signals = signals
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
    }

    /// Returns the first signal that comes, or none when the task is cancelled.
    func wait() async -> Int32? {
        for await number in signals { return number }
        return nil
    }

    /// Runs `work` until it is done or a signal comes, which cancels it.
    ///
    /// - Returns: What `work` returned; none where the signal came first.
    func orResult<Value: Sendable>(
        of work: @escaping @Sendable () async -> Value
    ) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await work() }
            group.addTask {
                _ = await wait()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next().flatMap(\.self)
        }
    }
}
