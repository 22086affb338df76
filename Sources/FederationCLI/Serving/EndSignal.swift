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
    private let source: any DispatchSourceRead

    /// Where the handler writes the numbers of signals: what comes before anybody reads is not lost.
    private static let pipe = Atomic<CInt>(-1)

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
        var ends: [CInt] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { preconditionFailure("no pipe: \(errno)") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        let reading = ends[0]
        Self.pipe.store(ends[1], ordering: .releasing)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                let code = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(EndSignal.pipe.load(ordering: .acquiring), &byte, 1)
                errno = code
            }
        }
        source = DispatchSource.makeReadSource(fileDescriptor: reading, queue: .global())
        source.setEventHandler {
            var number: UInt8 = 0
            while read(reading, &number, 1) == 1 {
                let isEcho = state.isEcho()
                if state.hasCome.exchange(true, ordering: .acquiringAndReleasing) {
                    guard !isEcho else { continue }
                    _exit(ExitStatus.interrupted.rawValue)
                }
                continuation.yield(Int32(number))
            }
        }
        source.resume()
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
