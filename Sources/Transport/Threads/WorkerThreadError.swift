/// The system gave no thread.
struct WorkerThreadError: Error, Hashable, CustomStringConvertible {
    /// The code of `pthread_create`.
    var code: Int32

    var description: String { "no thread could be started: \(systemMessage(code))" }
}
