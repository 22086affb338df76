import FederationCore
import Glibc
import Synchronization

/// The streams of the process.
///
/// A closed pipe ends quietly: what follows is dropped, and the command ends with its own status.
final class StandardConsole: Console {
    /// The error that ended writing; 0 while there was none.
    private let ending = Mutex<Int32>(0)

    var isResultClosed: Bool { ending.withLock { $0 != 0 } }

    var resultFailure: String? {
        let code = ending.withLock { $0 }
        return code == 0 || code == EPIPE ? nil : InputReader.words(code)
    }

    /// A line that is written over is for a terminal that knows how.
    private let showsProgress =
        isatty(STDERR_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"

    var isResultTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    func result(_ bytes: [UInt8]) {
        guard !isResultClosed, !bytes.isEmpty else { return }
        let code = Self.write(bytes, to: STDOUT_FILENO)
        if code != 0 { ending.withLock { $0 = code } }
        // On a terminal a missing last line feed is added, so that the prompt starts on its own line.
        if isResultTerminal, bytes.last != UInt8(ascii: "\n") {
            _ = Self.write([UInt8(ascii: "\n")], to: STDOUT_FILENO)
        }
    }

    func progress(_ text: String) {
        guard showsProgress else { return }
        _ = Self.write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
    }

    func note(_ text: String) {
        _ = Self.write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes all of `bytes`; the error where that fails, else 0.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR || errno == EAGAIN {
                if errno == EAGAIN { waitUntilWritable(descriptor) }
                continue
            }
            guard written >= 0 else { return errno }
            rest = rest.dropFirst(written)
        }
        return 0
    }

    private static func waitUntilWritable(_ descriptor: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, 1_000)
    }
}
