/// Why a command ends without a result: the status, the words and, where there is one, a way out.
struct CommandFailure: Error, Equatable {
    /// How fedctl ends.
    let status: ExitStatus
    /// What is wrong, in lower case and without a full stop: it follows `fedctl: `.
    let message: String
    /// What the reader can do.
    let hint: String?

    /// The command line is wrong.
    static func usage(_ message: String, hint: String? = nil) -> CommandFailure {
        CommandFailure(status: .usage, message: message, hint: hint)
    }

    /// A file or a document is wrong.
    static func badInput(_ message: String, hint: String? = nil) -> CommandFailure {
        CommandFailure(status: .badInput, message: message, hint: hint)
    }

    /// Nobody answered.
    static func unreachable(_ message: String, hint: String? = nil) -> CommandFailure {
        CommandFailure(status: .unreachable, message: message, hint: hint)
    }

    /// Something is wrong, and the result that says so is already printed or is this message.
    static func findings(_ message: String, hint: String? = nil) -> CommandFailure {
        CommandFailure(status: .findings, message: message, hint: hint)
    }
}
