import Glibc

/// Ends the wait of a thread that polls its descriptor: a pipe to oneself.
final class WakeupEvent: Sendable {
    /// Becomes ready for reading.
    let descriptor: Int32
    private let writingEnd: Int32

    /// Makes the pipe.
    ///
    /// - Throws: ``SystemError`` where no descriptor is left for it.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(number: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        writingEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writingEnd)
    }

    /// Ends the wait, now or when it begins.
    func signal() {
        // A full pipe is no error: the thread has enough signals to read.
        var byte: UInt8 = 1
        _ = write(writingEnd, &byte, 1)
    }

    /// Forgets the signals so far.
    func clear() {
        var bytes = [UInt8](repeating: 0, count: 512)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
