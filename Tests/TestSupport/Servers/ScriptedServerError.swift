import Glibc

/// A server of a test could not be set up.
public struct ScriptedServerError: Error, CustomStringConvertible {
    /// What went wrong.
    public var description: String

    /// The call that failed, with what the system says.
    static func system(_ call: String) -> ScriptedServerError {
        ScriptedServerError(description: "\(call): \(String(cString: strerror(errno)))")
    }
}
