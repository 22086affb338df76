import Synchronization

@testable import FederationCLI

/// Keeps what a command writes.
final class RecordingConsole: Console {
    private let written = Mutex<(result: [UInt8], notes: [String], progress: [String])>(
        ([], [], []))

    var isResultClosed: Bool { false }
    var resultFailure: String? { nil }
    let isResultTerminal: Bool

    init(isResultTerminal: Bool = false) {
        self.isResultTerminal = isResultTerminal
    }

    func result(_ bytes: [UInt8]) { written.withLock { $0.result += bytes } }

    func progress(_ text: String) { written.withLock { $0.progress.append(text) } }

    func note(_ text: String) { written.withLock { $0.notes.append(text) } }

    /// What went to standard output.
    var text: String { written.withLock { String(decoding: $0.result, as: UTF8.self) } }

    /// What went to standard error, a line each.
    var notes: [String] { written.withLock { $0.notes } }

    /// What was shown of how far the command is.
    var progress: [String] { written.withLock { $0.progress } }
}
