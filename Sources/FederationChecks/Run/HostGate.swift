import FederationCore
import Synchronization

/// Lets only so many probes reach one address at the same time, however many names lead to it.
final class HostGate: Sendable {
    /// How many destinations of one address are looked at simultaneously.
    static let defaultLimit = 4

    private let limit: Int
    private let hosts = Mutex<[IPAddress: Host]>([:])

    /// One address: who is there, and who waits, in the order in which they came.
    private struct Host {
        var inside = 0
        var nextTicket = 0
        var waiting: [(ticket: Int, resume: CheckedContinuation<Bool, Never>)] = []
    }

    init(limit: Int = HostGate.defaultLimit) {
        self.limit = limit
    }

    /// Runs `work` when there is room at `address`; at once where the task is cancelled, since the
    /// work then only says so.
    func run<Value: Sendable>(
        at address: IPAddress, _ work: @Sendable () async -> Value
    ) async -> Value {
        let isInside = await enter(address)
        let value = await work()
        if isInside { leave(address) }
        return value
    }

    /// Whether the caller is inside; not where the task was cancelled before there was room.
    private func enter(_ address: IPAddress) async -> Bool {
        let ticket = hosts.withLock { hosts in
            hosts[address, default: Host()].nextTicket += 1
            return hosts[address]?.nextTicket ?? 0
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = hosts.withLock { hosts in
                    if Task.isCancelled { return false }
                    if hosts[address, default: Host()].inside < limit {
                        hosts[address]?.inside += 1
                        return true
                    }
                    hosts[address]?.waiting.append((ticket, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiting = hosts.withLock { hosts in
                let place = hosts[address]?.waiting.firstIndex { $0.ticket == ticket }
                return place.flatMap { hosts[address]?.waiting.remove(at: $0) }
            }
            waiting?.resume.resume(returning: false)
        }
    }

    private func leave(_ address: IPAddress) {
        let next = hosts.withLock { hosts -> CheckedContinuation<Bool, Never>? in
            guard var host = hosts[address] else { return nil }
            defer { hosts[address] = host.inside == 0 && host.waiting.isEmpty ? nil : host }
            guard host.waiting.isEmpty else { return host.waiting.removeFirst().resume }
            host.inside -= 1
            return nil
        }
        next?.resume(returning: true)
    }
}
