import FederationCore
import Glibc
import Synchronization

/// The thread on which all handshakes of an inspector are made, so that none blocks a task.
///
/// The thread begins with the first probe, sleeps while there is none, and ends with ``stop()``.
final class HandshakeLoop: Sendable {
    private struct Inbox {
        var submissions: [Submission] = []
        /// What the thread polls, from its start on.
        var wakeup: WakeupEvent?
        var isStopping = false
    }

    /// How the loop gets what the system may refuse.
    struct Resources: Sendable {
        var makeWakeup: @Sendable () throws(SystemError) -> WakeupEvent = {
            () throws(SystemError) in try WakeupEvent()
        }
        var startThread: @Sendable (@escaping @Sendable () -> Void) throws(SystemError) -> Void = {
            (body) throws(SystemError) in try HandshakeThread.start(body)
        }
    }

    private let inbox = Mutex(Inbox())
    private let resources: Resources
    private let context: TLSContext
    private let limit: Int
    private let userAgent: String

    init(
        context: TLSContext, limit: Int, userAgent: String, resources: Resources = Resources()
    ) {
        self.context = context
        self.limit = limit
        self.userAgent = userAgent
        self.resources = resources
    }

    /// Hands a probe to the thread, which resumes its continuation in any case.
    func submit(_ submission: Submission) {
        do throws(TLSProbeError) {
            let wakeup = try inbox.withLock { inbox throws(TLSProbeError) in
                let wakeup = if let running = inbox.wakeup { running } else { try begin() }
                inbox.wakeup = wakeup
                inbox.submissions.append(submission)
                return wakeup
            }
            wakeup.signal()
        } catch {
            submission.continuation.resume(returning: .failure(error))
        }
    }

    /// Ends a probe early, whether it has been submitted or will be.
    func cancel(_ ticket: ProbeTicket) {
        ticket.cancel()
        inbox.withLock { $0.wakeup }?.signal()
    }

    /// Ends the thread.
    func stop() {
        let wakeup = inbox.withLock { inbox in
            inbox.isStopping = true
            return inbox.wakeup
        }
        wakeup?.signal()
    }

    /// Starts the thread; a later probe tries again where there is none to be had.
    private func begin() throws(TLSProbeError) -> WakeupEvent {
        do throws(SystemError) {
            let wakeup = try resources.makeWakeup()
            try resources.startThread { self.run(wakeup) }
            return wakeup
        } catch {
            throw .noThread(error)
        }
    }

    private func run(_ wakeup: WakeupEvent) {
        blockBrokenPipeSignal()
        var waiting: [Submission] = []
        var active: [Handshake] = []
        while true {
            let (new, isStopping) = inbox.withLock { inbox in
                defer { inbox.submissions = [] }
                return (inbox.submissions, inbox.isStopping)
            }
            waiting += new
            if isStopping { for submission in waiting { submission.ticket.cancel() } }
            for handshake in active { isStopping ? handshake.cancel() : handshake.heedTime() }
            waiting.removeAll { submission in
                guard submission.ticket.isCancelled else { return false }
                submission.continuation.resume(returning: .failure(.cancelled))
                return true
            }
            settle(&active)
            if isStopping { return }
            let admitted = waiting.prefix(limit - active.count)
            active += admitted.compactMap { Handshake.begin($0, context, userAgent: userAgent) }
            waiting.removeFirst(admitted.count)
            wait(for: active, wakeup)
            settle(&active)
        }
    }

    /// Takes out those that are over, and resumes their tasks once their sockets are closed.
    private func settle(_ active: inout [Handshake]) {
        var settled: [() -> Void] = []
        active.removeAll { handshake in
            guard let resume = handshake.resumption else { return false }
            settled.append(resume)
            return true
        }
        for resume in settled { resume() }
    }

    /// Sleeps until a socket is ready, the next deadline, or a signal; then lets the ready ones go on.
    private func wait(for active: [Handshake], _ wakeup: WakeupEvent) {
        var entries = [pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0)]
        for handshake in active { entries += handshake.interests }
        let next = active.map(\.nextMoment).min()
        guard poll(&entries, nfds_t(entries.count), milliseconds(until: next)) > 0 else { return }
        if entries[0].revents != 0 { wakeup.clear() }
        var rest = entries.dropFirst()
        for handshake in active {
            let own = rest.prefix(handshake.interests.count)
            rest = rest.dropFirst(own.count)
            if own.contains(where: { $0.revents != 0 }) { handshake.advance(Array(own)) }
        }
    }
}

/// Writing to a connection that the peer broke must not end the process: OpenSSL writes without a flag for that.
private func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
}

/// The time to sleep, rounded up; -1 where there is nothing to wake up for.
private func milliseconds(until moment: ContinuousClock.Instant?) -> Int32 {
    guard let moment else { return -1 }
    let left = min(max(.zero, ContinuousClock.now.duration(to: moment)), .seconds(3600))
    return Int32(left.milliseconds.rounded(.up))
}
