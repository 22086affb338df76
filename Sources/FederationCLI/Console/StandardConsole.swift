import FederationCore
import Glibc
import Synchronization

/// The streams of the process.
///
/// A closed pipe ends quietly: what follows is dropped, and the command ends with its own status.
final class StandardConsole: Console {
    private let closed = Mutex(false)

    var isResultClosed: Bool { closed.withLock { $0 } }

    var isResultTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    func result(_ bytes: [UInt8]) {
        guard !isResultClosed, !bytes.isEmpty else { return }
        if !Self.write(bytes, to: STDOUT_FILENO) { closed.withLock { $0 = true } }
        // On a terminal a missing last line feed is added, so that the prompt starts on its own line.
        if isResultTerminal, bytes.last != UInt8(ascii: "\n") {
            _ = Self.write([UInt8(ascii: "\n")], to: STDOUT_FILENO)
        }
    }

    func note(_ text: String) {
        _ = Self.write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes all of `bytes`; false where the reader has gone.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR || errno == EAGAIN {
                if errno == EAGAIN { waitUntilWritable(descriptor) }
                continue
            }
            guard written >= 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }

    private static func waitUntilWritable(_ descriptor: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, 1_000)
    }
}
