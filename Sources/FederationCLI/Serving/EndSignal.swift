@preconcurrency import Dispatch
import Glibc
import Synchronization

/// The wish of the user, or of the system, that the process ends: SIGINT or SIGTERM.
///
/// From the making of the value on, the first signal no longer ends the process by itself; one that comes
/// half a second later or more does, at once. Some senders, `timeout` among them, send the first one twice.
struct EndSignal: Sendable {
    private let state = State()
    private let signals: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    private final class State: Sendable {
        let hasCome = Atomic(false)
        let firstCameAt = Mutex<ContinuousClock.Instant?>(nil)

        /// Notes a signal; returns whether it means the same as the first one, and not that this takes too long.
        func isEcho() -> Bool {
            let now = ContinuousClock.now
            return firstCameAt.withLock { first in
                guard let first else {
                    first = now
                    return true
                }
                return first.duration(to: now) < .milliseconds(500)
            }
        }
    }

    /// Whether a signal has come.
    var hasCome: Bool { state.hasCome.load(ordering: .acquiring) }

    /// Begins to listen.
    init() {
        let state = state
        let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
        self.signals = signals
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let isEcho = state.isEcho()
                if state.hasCome.exchange(true, ordering: .acquiringAndReleasing) {
                    guard !isEcho else { return }
                    _exit(ExitStatus.interrupted.rawValue)
                }
                continuation.yield(number)
            }
            source.resume()
            return source
        }
    }

    /// Returns the first signal that comes, or none when the task is cancelled.
    func wait() async -> Int32? {
        for await number in signals { return number }
        return nil
    }

    /// Ends listening: from now on the first signal ends the process at once.
    ///
    /// - Returns: Whether a signal had come.
    func release() -> Bool {
        state.firstCameAt.withLock { $0 = $0 ?? .now - .seconds(1) }
        return state.hasCome.exchange(true, ordering: .acquiringAndReleasing)
    }

    /// Runs `work`, and cancels it where a signal comes; work that heeds cancellation returns what it has.
    func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let value = await withTaskGroup(of: Value?.self) { group in
            group.addTask { await work() }
            group.addTask {
                _ = await wait()
                return nil
            }
            var value: Value?
            for await finished in group {
                group.cancelAll()
                value = finished ?? value
            }
            return value
        }
        guard let value else { preconditionFailure("work returns a value") }
        return value
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
