/// The two streams of a command: results on one, everything else on the other.
protocol Console: Sendable {
    /// Writes bytes of the result to standard output.
    func result(_ bytes: [UInt8])

    /// Writes a line for the person at the terminal to standard error.
    func note(_ text: String)

    /// Shows how far the command is, in place of what it showed before: on a terminal, and nowhere else.
    /// An empty text takes it away.
    func progress(_ text: String)

    /// Whether the reader of the results has gone: whoever produces more may stop.
    var isResultClosed: Bool { get }

    /// Why results could not be written, in the system's words; a reader that has gone is no failure.
    var resultFailure: String? { get }

    /// Whether results go to a terminal.
    var isResultTerminal: Bool { get }
}

extension Console {
    /// Writes a text of the result to standard output.
    func result(_ text: String) {
        result(Array(text.utf8))
    }
}
