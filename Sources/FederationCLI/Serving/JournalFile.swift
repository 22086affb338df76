import FederationCore
import Glibc
import Rendering
import Synchronization
import TestHomeserver

/// Writes a JSON object an exchange to a file, as they come.
final class JournalFile: ExchangeRecording {
    private let descriptor: Int32
    /// Whether everything was written so far.
    private let isWhole = Mutex(true)

    /// Begins the file anew.
    init(path: String) throws(CommandFailure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_APPEND, 0o644)
        guard descriptor >= 0 else { throw InputReader.failure(path, errno) }
    }

    deinit { close(descriptor) }

    /// Whether every exchange is in the file.
    var hasAll: Bool { isWhole.withLock { $0 } }

    func record(_ record: ExchangeRecord) {
        let line = Array((record.json.lineText + "\n").utf8)
        isWhole.withLock { isWhole in
            var rest = line[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else {
                    isWhole = false
                    return
                }
                rest = rest.dropFirst(written)
            }
        }
    }
}
