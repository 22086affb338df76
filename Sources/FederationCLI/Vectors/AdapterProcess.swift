import Glibc
import Synchronization

/// A command that answers line by line; it is ended with its owner.
final class AdapterProcess {
    private let identifier: pid_t
    private var input: Int32
    private let output: Int32

    /// The command that runs, for the handlers of signals; zero where none does.
    private static let running = Atomic<pid_t>(0)

    /// What came of waiting for the command.
    enum Progress {
        /// It took this many bytes of what was offered.
        case took(Int)
        /// It wrote something.
        case wrote([UInt8])
        /// Its output is at its end.
        case ended
        /// Nothing happened for so long.
        case silent
    }

    /// Starts `words`, the first of which is searched for as a shell does.
    init(_ words: [String]) throws(CommandFailure) {
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
            throw InputReader.failure("a pipe", errno)
        }
        // Closed in the command, but for the two ends that become its own streams.
        for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that what the command starts ends with it; and no ignored signals.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, words[0], &actions, &attributes, &arguments, environ)
        close(toChild[0])
        close(fromChild[1])
        guard code == 0 else {
            close(toChild[1])
            close(fromChild[0])
            throw InputReader.failure(words[0], code)
        }
        identifier = child
        Self.endWithSignals(child)
        input = toChild[1]
        output = fromChild[0]
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
    }

    deinit {
        closeInput()
        close(output)
        Self.running.store(0, ordering: .releasing)
        kill(-identifier, SIGKILL)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }

    /// Lets the command end with this process, which a signal of the terminal would not reach in its group.
    private static func endWithSignals(_ child: pid_t) {
        running.store(child, ordering: .releasing)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                let child = AdapterProcess.running.load(ordering: .acquiring)
                if child != 0 { kill(-child, SIGKILL) }
                _exit(number == SIGINT ? ExitStatus.interrupted.rawValue : 128 + number)
            }
        }
    }

    /// Says that nothing more is asked.
    func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Waits until the command takes some of `offered` or writes something.
    func wait(offering offered: ArraySlice<UInt8>, milliseconds: Int32) -> Progress {
        var entries = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
        if !offered.isEmpty, input >= 0 {
            entries.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
        }
        let count = poll(&entries, nfds_t(entries.count), max(0, milliseconds))
        guard count > 0 else { return count < 0 && errno == EINTR ? .took(0) : .silent }
        if entries[0].revents != 0 { return readSome() }
        return .took(writeSome(offered))
    }

    private func readSome() -> Progress {
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, read(output, buffer.baseAddress, buffer.count))
        }
        return bytes.isEmpty ? .ended : .wrote(bytes)
    }

    private func writeSome(_ bytes: ArraySlice<UInt8>) -> Int {
        let count = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if count >= 0 { return count }
        // A command that no longer reads is asked no more; what it still writes is read.
        if errno != EAGAIN, errno != EINTR { closeInput() }
        return 0
    }
}
