public import Foundation

/// Starts processes one at a time.
///
/// How Foundation learns of the end of a process is a socket that the process holds open. One that is
/// started at the same moment inherits the socket of the other, whose end is then seen only when both
/// have ended: two tests that wait for each other would never end.
public enum ProcessStart {
    private static let lock = NSLock()

    /// Starts `process`.
    ///
    /// - Throws: What the system says where the process cannot be started.
    public static func run(_ process: Process) throws {
        lock.lock()
        defer { lock.unlock() }
        try process.run()
    }
}
