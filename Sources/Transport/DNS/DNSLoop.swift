import FederationCore
import Glibc
import Synchronization

/// The thread that asks all questions of a client, and the queue that leads to it.
final class DNSLoop: Sendable {
    private enum Command {
        case start(DNSLookup)
        case cancel(DNSLookup)
    }

    private struct State: ~Copyable {
        var commands: [Command] = []
        var isStopping = false
        /// The end of a pair of sockets that wakes the thread, while there is one.
        var bell: Descriptor?
    }

    private let state = Mutex(State())
    private let random: any RandomNumberGenerator & Sendable

    /// A loop without a thread, which comes with the first question.
    init(random: any RandomNumberGenerator & Sendable) {
        self.random = random
    }

    /// Hands `lookup` to the thread, which is started where there is none; returns why it could not be.
    func start(_ lookup: DNSLookup) -> String? {
        state.withLock { state in
            if state.bell == nil {
                var ends: [Int32] = [-1, -1]
                let flags = SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
                let kind = Int32(SOCK_DGRAM.rawValue | flags)
                guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
                    return "no pair of sockets could be made: \(systemMessage(errno))"
                }
                let (ear, bell) = (ends[0], ends[1])
                do throws(WorkerThreadError) {
                    try WorkerThread.start { self.run(Descriptor(owning: ear)) }
                } catch {
                    close(ear)
                    close(bell)
                    return error.description
                }
                state.bell = Descriptor(owning: bell)
            }
            state.commands.append(.start(lookup))
            Self.wake(state)
            return nil
        }
    }

    /// Ends `lookup` at once, if it is not over yet.
    func cancel(_ lookup: DNSLookup) {
        lookup.isCancelled.store(true, ordering: .releasing)
        state.withLock { state in
            state.commands.append(.cancel(lookup))
            Self.wake(state)
        }
    }

    /// Ends the thread as soon as no question is left.
    func stop() {
        state.withLock { state in
            state.isStopping = true
            Self.wake(state)
        }
    }

    private static func wake(_ state: borrowing State) {
        var one: UInt8 = 1
        // A full socket wakes the thread just as well.
        switch state.bell {
        case .some(let bell): _ = send(bell.number, &one, 1, Int32(MSG_NOSIGNAL))
        case .none: break
        }
    }

    // MARK: On the thread

    private func run(_ ear: consuming Descriptor) {
        var active: [DNSLookup] = []
        var random: any RandomNumberGenerator = self.random
        while takeCommands(&active) {
            var entries = [pollfd(fd: ear.number, events: Int16(POLLIN), revents: 0)]
            var owners: [(lookup: DNSLookup, channel: DNSChannel)] = []
            for lookup in active {
                for channel in lookup.channels {
                    owners.append((lookup, channel))
                    entries.append(channel.pollEntry)
                }
            }
            poll(&entries, nfds_t(entries.count), Self.patience(active))
            if entries[0].revents != 0 { Self.drain(ear.number) }
            let now = ContinuousClock.now
            for (entry, owner) in zip(entries.dropFirst(), owners) where entry.revents != 0 {
                owner.lookup.advance(owner.channel, now: now, random: &random)
            }
            for lookup in active where lookup.alarm <= now {
                lookup.advance(now: now, random: &random)
            }
            active.removeAll { lookup in
                guard lookup.answer != nil else { return false }
                lookup.finish()
                return true
            }
        }
    }

    /// Carries out what was asked for; returns whether the thread goes on.
    private func takeCommands(_ active: inout [DNSLookup]) -> Bool {
        let isIdle = active.isEmpty
        let (commands, goesOn) = state.withLock { state in
            let commands = state.commands
            state.commands.removeAll()
            let goesOn = !(state.isStopping && commands.isEmpty && isIdle)
            if !goesOn { state.bell = nil }
            return (commands, goesOn)
        }
        for command in commands {
            switch command {
            case .start(let lookup):
                active.append(lookup)
                guard lookup.isCancelled.load(ordering: .acquiring) else { continue }
                lookup.cancel(now: .now)
            case .cancel(let lookup):
                lookup.cancel(now: .now)
            }
        }
        return goesOn
    }

    /// For how many milliseconds nothing has to happen; -1 where there is no question.
    private static func patience(_ active: [DNSLookup]) -> Int32 {
        if active.contains(where: { $0.answer != nil }) { return 0 }
        guard let next = active.map(\.alarm).min() else { return -1 }
        let wait = next - ContinuousClock.now
        return wait <= .zero ? 0 : Int32(min(wait, .seconds(3600)).wholeMilliseconds + 1)
    }

    private static func drain(_ ear: Int32) {
        var buffer = [UInt8](repeating: 0, count: 256)
        while recv(ear, &buffer, buffer.count, 0) > 0 {}
    }
}
