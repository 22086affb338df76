import Synchronization

/// A value that one task waits for, and another may give, once.
final class Awaited<Value: Sendable>: Sendable {
    private let state = Mutex(State.open)

    private enum State {
        /// Nobody waits yet, and nothing has come.
        case open
        /// Somebody waits.
        case waiting(CheckedContinuation<Value?, Never>)
        /// This came, and nobody has taken it.
        case given(Value)
        /// It is over.
        case ended
    }

    /// Nothing yet.
    init() {}

    /// Gives the value; says no where it is over, and the value reaches nobody.
    @discardableResult
    func give(_ value: Value) -> Bool {
        let (isTaken, continuation) = state.withLock {
            state -> (Bool, CheckedContinuation<Value?, Never>?) in
            switch state {
            case .open:
                state = .given(value)
                return (true, nil)
            case .waiting(let continuation):
                state = .ended
                return (true, continuation)
            case .given, .ended: return (false, nil)
            }
        }
        continuation?.resume(returning: value)
        return isTaken
    }

    /// Ends the wait without a value.
    func end() {
        let continuation = state.withLock { state -> CheckedContinuation<Value?, Never>? in
            switch state {
            case .given: return nil
            case .open, .ended:
                state = .ended
                return nil
            case .waiting(let continuation):
                state = .ended
                return continuation
            }
        }
        continuation?.resume(returning: nil)
    }

    /// The value, where it comes in time; one task at most may wait.
    func value(within duration: Duration) async -> Value? {
        let timer = Task { [self] in
            // Cancelled where the value came.
            guard (try? await Task.sleep(for: duration)) != nil else { return }
            end()
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result = state.withLock { state -> Value?? in
                    switch state {
                    case .open:
                        state = .waiting(continuation)
                        return nil
                    case .given(let value):
                        state = .ended
                        return .some(value)
                    case .waiting, .ended: return .some(nil)
                    }
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            end()
        }
    }
}
